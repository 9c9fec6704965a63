import { randomBytes } from 'node:crypto';

/** Without I, O, 0 and 1: nobody mistakes one sign for another. 32 signs, so a byte's lower five bits choose evenly. */
const SIGNS = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';
const GROUP = /.{4}(?=.)/g;

/** Twelve signs, 60 random bits, in groups of four: to be typed by hand and not to be guessed. */
export const newCouponCode = (): string =>
  [...randomBytes(12)]
    .map((byte) => SIGNS[byte & 31])
    .join('')
    .replaceAll(GROUP, '$&-');

/** As people type it: without dashes, in small letters. */
export const couponCodeOf = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replaceAll(GROUP, '$&-');
