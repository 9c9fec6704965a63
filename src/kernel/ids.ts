import { v7 } from 'uuid';

/** UUIDv7: made by the app, sorted by time, the same on every supported PostgreSQL. */
export const newId = (): string => v7();

export const isId = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i.test(value);
