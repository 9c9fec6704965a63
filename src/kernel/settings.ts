import { isDuration } from './time/clock.js';

export type SettingKind = 'integer' | 'number' | 'boolean' | 'text' | 'duration' | 'json';
export interface SettingType<T = unknown> {
  readonly key: string;
  readonly kind: SettingKind;
  readonly fallback: T;
  readonly description: string;
  /** The rule whose default (†) it holds. */
  readonly rule: string;
  readonly min?: number;
  readonly max?: number;
  /** The texts it may be. */
  readonly oneOf?: readonly T[];
}

const declared = new Map<string, SettingType>();
export const allSettings = (): SettingType[] => [...declared.values()].sort((a, b) => a.key.localeCompare(b.key));
export const settingByKey = (key: string): SettingType | undefined => declared.get(key);

/** Declares a † of the rules: its default is data, may be overridden per group, brand or store, and is never a constant in code. */
export function setting<T>(type: SettingType<T>): SettingType<T> {
  if (declared.has(type.key)) throw new Error(`Setting ${type.key} is declared twice`);
  declared.set(type.key, type as SettingType);
  return type;
}

/** Why a value cannot be a setting's, or null. */
export function settingFault(type: SettingType, value: unknown): string | null {
  const number = type.kind === 'integer' || type.kind === 'number';
  if (number && (typeof value !== 'number' || !Number.isFinite(value) || (type.kind === 'integer' && !Number.isInteger(value))))
    return `must be ${type.kind === 'integer' ? 'a whole number' : 'a number'}`;
  if (number && type.min !== undefined && (value as number) < type.min) return `must be at least ${type.min}`;
  if (number && type.max !== undefined && (value as number) > type.max) return `must be at most ${type.max}`;
  if (type.kind === 'boolean' && typeof value !== 'boolean') return 'must be true or false';
  if (type.kind === 'text' && (typeof value !== 'string' || value.length > 2000)) return 'must be text';
  if (type.oneOf && !type.oneOf.includes(value)) return `must be one of ${type.oneOf.join(', ')}`;
  if (type.kind === 'duration' && (typeof value !== 'string' || !isDuration(value))) return 'must be an ISO 8601 duration';
  if (type.kind === 'json' && (typeof value !== 'object' || value === null)) return 'must be an object or a list';
  return null;
}
