import { at, type FieldFault, say } from '../../../kernel/problems.js';
import { SEGMENT_FIELDS, type Field, type Operator, type Scalar } from './segment-fields.js';
import { SegmentFilterInvalid } from './segment.rules.js';

/** A comparison of one field, or several filters joined by `all`, `any` or `not` (none of them): exactly one form. */
export interface FilterShape {
  all?: FilterShape[];
  any?: FilterShape[];
  not?: FilterShape[];
  field?: string;
  op?: Operator;
  value?: unknown;
}
const JOINED = ['all', 'any', 'not'] as const;
const DEEPEST = 6;
const MOST = 60;
const UUID = /^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What is wrong with a filter, each fault with its place; nothing when it can be compiled. */
export function faultsOf(filter: FilterShape): FieldFault[] {
  const faults: FieldFault[] = [];
  let comparisons = 0;
  const fault = (pointer: string, zh: string, en: string) => void faults.push(at(pointer, SegmentFilterInvalid, say(zh, en)));
  const walk = (part: FilterShape, pointer: string, depth: number): void => {
    const joins = JOINED.filter((join) => part[join] !== undefined);
    const compares = part.field !== undefined || part.op !== undefined || part.value !== undefined;
    if (joins.length + (compares ? 1 : 0) !== 1)
      return fault(pointer, '须为 all、any、not 或一个比较之一', 'it is one of all, any, not, or a comparison');
    if (depth > DEEPEST) return fault(pointer, `最多嵌套 ${DEEPEST} 层`, `it goes deeper than ${DEEPEST} levels`);
    const [join] = joins;
    if (join !== undefined) return (part[join] as FilterShape[]).forEach((p, n) => walk(p, `${pointer}/${join}/${n}`, depth + 1));
    if (++comparisons > MOST)
      return comparisons === MOST + 1 ? fault(pointer, `最多 ${MOST} 个比较`, `it has more than ${MOST} comparisons`) : undefined;
    const field = fieldOf(part.field);
    if (!field)
      return fault(
        `${pointer}/field`,
        `可用字段:${Object.keys(SEGMENT_FIELDS).join('、')}`,
        `it can be ${Object.keys(SEGMENT_FIELDS).join(', ')}`,
      );
    if (part.op === undefined || !field.operators.includes(part.op))
      return fault(`${pointer}/op`, `可用:${field.operators.join('、')}`, `it can be ${field.operators.join(', ')}`);
    const wrong = valueFault(field, part.op, part.value);
    if (wrong) fault(`${pointer}/value`, ...wrong);
  };
  walk(filter, '/filter', 1);
  return faults;
}

type Words = [zh: string, en: string];
function valueFault(field: Field, op: Operator, value: unknown): Words | null {
  if (op === 'exists') return typeof value === 'boolean' ? null : ['须为 true 或 false', 'it must be true or false'];
  if (op === 'has') {
    const members = Object.entries(field.members ?? {});
    const given = typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {};
    const fits = Object.keys(given).length === members.length && members.every(([name, type]) => scalarFault(type, given[name]) === null);
    const shape = members.map(([name, { values }]) => `${name}${values ? ` (${values.join(' | ')})` : ''}`).join(', ');
    return fits ? null : [`须为对象:${shape}`, `it must be an object of ${shape}`];
  }
  if (op !== 'in') return scalarFault(field.type, value);
  if (!Array.isArray(value) || value.length === 0 || value.length > 100)
    return ['须为 1 到 100 个值的列表', 'it must be a list of 1 to 100 values'];
  return value.map((one) => scalarFault(field.type, one)).find((wrong) => wrong !== null) ?? null;
}
function scalarFault({ sqlType, values }: Scalar, value: unknown): Words | null {
  if (values) return values.includes(value as string) ? null : [`可为 ${values.join('、')}`, `it can be ${values.join(', ')}`];
  switch (sqlType) {
    case 'bigint':
      return Number.isSafeInteger(value) ? null : ['须为整数', 'it must be a whole number'];
    case 'boolean':
      return typeof value === 'boolean' ? null : ['须为 true 或 false', 'it must be true or false'];
    case 'uuid':
      return typeof value === 'string' && UUID.test(value) ? null : ['须为 ID', 'it must be an id'];
    case 'text':
      return typeof value === 'string' && value.length > 0 && value.length <= 200 && !value.includes('\0')
        ? null
        : ['须为文字', 'it must be a text'];
  }
}

/** A valid filter as one SQL condition; values are only ever parameters, numbered on from those that are there. */
export function conditionOf(filter: FilterShape, parameters: unknown[]): string {
  for (const [join, word] of [
    ['all', 'AND'],
    ['any', 'OR'],
  ] as const) {
    const parts = filter[join];
    if (parts) return `(${parts.map((p) => conditionOf(p, parameters)).join(` ${word} `)})`;
  }
  if (filter.not) return `NOT (${filter.not.map((p) => conditionOf(p, parameters)).join(' OR ')})`;
  const field = fieldOf(filter.field);
  if (!field || filter.op === undefined) throw new Error(`A filter that was never checked names ${String(filter.field)}`);
  const compared = comparisonOf(field, filter.op, filter.value, parameters);
  // What is not known fits no comparison, and its opposite does: two values, not SQL's three.
  return field.within === undefined ? `coalesce(${compared}, false)` : `EXISTS (SELECT 1 FROM ${field.within} AND ${compared})`;
}

const SIGNS = { eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=', ne: 'IS DISTINCT FROM' } as const;
function comparisonOf({ sql, type, members = {} }: Field, op: Operator, value: unknown, parameters: unknown[]): string {
  const bound = (bindable: unknown, sqlType: string) => `$${parameters.push(bindable)}::${sqlType}`;
  if (op === 'exists') return `${sql} IS ${value === true ? 'NOT NULL' : 'NULL'}`;
  if (op === 'in') return `${sql} = ANY(${bound(value, `${type.sqlType}[]`)})`;
  if (op === 'has')
    return Object.entries(members)
      .map(([name, member]) => `${member.sql} = ${bound((value as Record<string, unknown>)[name], member.sqlType)}`)
      .join(' AND ');
  return `${sql} ${SIGNS[op]} ${bound(value, type.sqlType)}`;
}

/** Whether it chooses people by what they did or are thought to be (PR-10). */
export const isPersonalised = (filter: FilterShape): boolean =>
  fieldOf(filter.field)?.profiling ?? [filter.all, filter.any, filter.not].flatMap((parts) => parts ?? []).some(isPersonalised);

const fieldOf = (name: string | undefined): Field | undefined =>
  name !== undefined && Object.hasOwn(SEGMENT_FIELDS, name) ? SEGMENT_FIELDS[name] : undefined;
