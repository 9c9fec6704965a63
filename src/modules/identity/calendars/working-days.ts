import chineseDays from 'chinese-days';
import { addDays, dateOf, instantOf } from '../../../kernel/time/clock.js';

/** A term in working days of the official calendar: the day it begins on does not count, and its last day counts to midnight (民法典 201, 203). */
export function addWorkingDays(from: Date, days: number): Date {
  let date = dateOf(from);
  for (let left = days; left > 0;) {
    date = addDays(date, 1);
    if (chineseDays.getDayDetail(date).work) left -= 1;
  }
  return instantOf(addDays(date, 1));
}
