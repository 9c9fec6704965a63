import { applyDecorators, type Type as NestType } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsISO8601,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
  registerDecorator,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Decimal as Exact } from 'decimal.js';
import { checkMobile } from '../identifiers.js';
import { MAX_AMOUNT } from '../money.js';

/** Field kinds of request bodies and queries: the check and its description in one word, so no field is unbounded or undocumented. */
const field = (options: object, ...checks: PropertyDecorator[]): PropertyDecorator =>
  applyDecorators(...checks, ApiProperty(options as ApiPropertyOptions));

/** The field may be left out; null is no value and meets the field's own check. */
export const Optional = (): PropertyDecorator =>
  applyDecorators(
    ValidateIf((_, value) => value !== undefined),
    ApiProperty({ required: false }),
  );

/** The field may be left out, and null takes away what was there. */
export const Clearable = (): PropertyDecorator =>
  applyDecorators(
    ValidateIf((_, value) => value !== undefined && value !== null),
    ApiProperty({ required: false, nullable: true }),
  );

export const Text = (max = 200, example = '示例'): PropertyDecorator =>
  field({ minLength: 1, maxLength: max, example }, IsString(), MinLength(1), MaxLength(max));
/** Free text of people. */
export const Note = (example = '备注'): PropertyDecorator => Text(2000, example);
/** A short code: letters, digits, dash, underscore, dot. */
export const Code = (example = 'CODE', max = 40): PropertyDecorator =>
  field({ minLength: 1, maxLength: max, pattern: '^[A-Za-z0-9_.-]+$', example }, IsString(), MaxLength(max), Matches(/^[A-Za-z0-9_.-]+$/));
export const Id = (example = '01938b4e-7c00-7000-8000-000000000001'): PropertyDecorator => field({ format: 'uuid', example }, IsUUID());
/** An employee, or `me` for the caller. */
export const MeOrId = (): PropertyDecorator =>
  field(
    { type: 'string', pattern: '^(me|[0-9a-fA-F-]{36})$', maxLength: 36, example: 'me' },
    Matches(/^(me|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i),
  );
export const OneOf = (values: readonly string[], example = values[0]): PropertyDecorator =>
  field({ enum: values, example }, IsIn(values as string[]));
export const Flag = (example = true): PropertyDecorator => field({ example }, IsBoolean());
/** An amount of money in fen, never negative. */
export const Amount = (example = 10_000): PropertyDecorator =>
  field({ type: 'integer', minimum: 0, maximum: MAX_AMOUNT, example }, IsInt(), Min(0), Max(MAX_AMOUNT));
/** An amount of money in fen that must be above zero. */
export const PositiveAmount = (example = 10_000): PropertyDecorator =>
  field({ type: 'integer', minimum: 1, maximum: MAX_AMOUNT, example }, IsInt(), Min(1), Max(MAX_AMOUNT));
/** An amount of money in fen that may be negative: a discount. */
export const SignedAmount = (example = -10_000): PropertyDecorator =>
  field({ type: 'integer', minimum: -MAX_AMOUNT, maximum: MAX_AMOUNT, example }, IsInt(), Min(-MAX_AMOUNT), Max(MAX_AMOUNT));
export const Whole = (min: number, max: number, example = min): PropertyDecorator =>
  field({ type: 'integer', minimum: min, maximum: max, example }, IsInt(), Min(min), Max(max));
export const Decimal = (min: number, max: number, places: number, example = min): PropertyDecorator =>
  field({ type: 'number', minimum: min, maximum: max, example }, atMostPlaces(places), Min(min), Max(max));
/** A quantity of parts: above zero, at most 3 decimal places. */
export const Quantity = (example = 1): PropertyDecorator =>
  field({ type: 'number', minimum: 0.001, maximum: 1_000_000, example }, atMostPlaces(3), Min(0.001), Max(1_000_000));
/** Kilometres on the odometer. */
export const Odometer = (example = 12): PropertyDecorator => Whole(0, 5_000_000, example);

/** A real calendar date, YYYY-MM-DD. */
export const DateOnly = (example = '2026-11-24'): PropertyDecorator =>
  field({ type: 'string', format: 'date', example }, Matches(/^\d{4}-\d{2}-\d{2}$/), IsISO8601({ strict: true }));
/** An instant, RFC 3339 with offset. It arrives as text; use `new Date(...)`. */
export const Instant = (example = '2026-11-24T10:00:00+08:00'): PropertyDecorator =>
  field(
    { type: 'string', format: 'date-time', example },
    Matches(/T\d{2}:\d{2}.*(Z|[+-]\d{2}:\d{2})$/),
    IsISO8601({ strict: true }),
    MaxLength(40),
  );

export const Mobile = (example = '13800138000'): PropertyDecorator =>
  field(
    { minLength: 11, maxLength: 20, example },
    IsString(),
    MaxLength(20),
    check('isMobile', (v) => typeof v === 'string' && checkMobile(v).valid, 'must be a mobile number of mainland China (ID-3)'),
  );

/** A list of objects of one kind, each validated. */
export const ListOf = (type: () => NestType, min = 0, max = 200): PropertyDecorator =>
  applyDecorators(
    IsArray(),
    ArrayMinSize(min),
    ArrayMaxSize(max),
    ValidateNested({ each: true }),
    Type(type),
    ApiProperty({ type: lazy(type), isArray: true, minItems: min, maxItems: max }),
  );
export const Nested = (type: () => NestType): PropertyDecorator =>
  applyDecorators(ValidateNested(), isObject(), Type(type), ApiProperty({ type: lazy(type) }));
export const Codes = (max = 50, example = ['CODE']): PropertyDecorator =>
  field(
    { type: 'array', items: { type: 'string', minLength: 1, maxLength: 60 }, minItems: 0, maxItems: max, example },
    IsArray(),
    ArrayMaxSize(max),
    IsString({ each: true }),
    MaxLength(60, { each: true }),
  );
/** A list of some of these codes. */
export const CodesOf = (values: readonly string[], example = [values[0]]): PropertyDecorator =>
  field(
    { type: 'array', items: { type: 'string', enum: values }, minItems: 1, maxItems: values.length, example },
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(values.length),
    IsIn(values as string[], { each: true }),
  );
export const Ids = (max = 100): PropertyDecorator =>
  field(
    { type: 'array', items: { type: 'string', format: 'uuid' }, maxItems: max, example: ['01938b4e-7c00-7000-8000-000000000001'] },
    IsArray(),
    ArrayMaxSize(max),
    IsUUID(undefined, { each: true }),
  );

const toArray = Transform(({ value }: { value: unknown }) => (value === undefined || Array.isArray(value) ? value : [value]));
/** A query parameter that may be repeated: `state=A&state=B`. */
export const Repeated = (values?: readonly string[]): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    toArray,
    IsArray(),
    ArrayMaxSize(50),
    ...(values ? [IsIn(values as string[], { each: true })] : [IsString({ each: true }), MaxLength(100, { each: true })]),
    ApiProperty({
      required: false,
      type: 'array',
      items: values ? { type: 'string', enum: values as string[] } : { type: 'string', maxLength: 100 },
      maxItems: 50,
      example: values?.[0] ? [values[0]] : ['A'],
    } as ApiPropertyOptions),
  );
/** A whole number in a query. */
export const QueryWhole = (min: number, max: number, example = min): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    Type(() => Number),
    Whole(min, max, example),
    ApiProperty({ required: false }),
  );
export const QueryFlag = (): PropertyDecorator =>
  applyDecorators(
    IsOptional(),
    Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value)),
    IsBoolean(),
    ApiProperty({ required: false, type: Boolean, example: true }),
  );

export function check(name: string, test: (value: unknown) => boolean, message: string): PropertyDecorator {
  return (target, property) =>
    registerDecorator({
      name,
      target: target.constructor,
      propertyName: property as string,
      options: { message: `$property ${message}` },
      validator: { validate: test },
    });
}
// class-validator's own check of decimal places throws on numbers such as 1e-7.
const atMostPlaces = (places: number) =>
  check(
    'decimalPlaces',
    (v) => typeof v === 'number' && Number.isFinite(v) && new Exact(v).decimalPlaces() <= places,
    `must be a number with at most ${places} decimal places`,
  );
/** Swagger knows a lazy type by the function's name, `type`. */
const lazy = (of: () => NestType) => ({ type: () => of() }).type as never;
const isObject = () => check('isObject', (v) => typeof v === 'object' && v !== null && !Array.isArray(v), 'must be an object');
