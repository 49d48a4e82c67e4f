import { applyDecorators } from '@nestjs/common';
import { ApiProperty, type ApiPropertyOptions } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { ValidateBy, ValidateIf, ValidateNested } from 'class-validator';
import type { FieldFault } from './refusal.js';

// One decorator gives both the check and the document, so that the two cannot drift apart. class-validator's own
// string lengths count UTF-16 units and its IsOptional lets null pass; JSON Schema does neither.

type Fault = Omit<FieldFault, 'pointer'>;
type Check = (value: unknown) => Fault | undefined;

const fault = (code: string, params?: Fault['params']): Fault => (params ? { code, params } : { code });

/** The message carries code and params to the pipe, which adds the pointer. */
function checked(check: Check): PropertyDecorator {
  const read: Check = (value) => (value === undefined || value === null ? fault(value === null ? 'field.null' : 'field.required') : check(value));
  return ValidateBy({
    name: 'shape',
    validator: { validate: (value) => read(value) === undefined, defaultMessage: (args) => JSON.stringify(read(args?.value)) },
  });
}

const shapeType = Symbol('shape type');

const shape = (document: ApiPropertyOptions, check: Check): PropertyDecorator =>
  applyDecorators(ApiProperty({ required: true, ...document } as ApiPropertyOptions), checked(check), Reflect.metadata(shapeType, document.type));

/** The JSON type of a member, for reading it from a query or path. */
export const typeOf = (owner: new () => object, member: string): string | undefined =>
  Reflect.getMetadata(shapeType, owner.prototype as object, member) as string | undefined;

/** The member may be left out (never null). Stands above the shape. */
export const Optional = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({ required: false }),
    ValidateIf((_, value) => value !== undefined),
  );

/** U+0000 cannot be stored in PostgreSQL, lone surrogates cannot be written as UTF-8. */
export const storable = (text: string): boolean => !text.includes('\0') && text.isWellFormed();

function textFault(value: unknown, min: number, max: number): Fault | undefined {
  if (typeof value !== 'string') return fault('field.type', { expected: 'string' });
  if (!storable(value)) return fault('field.characters');
  const length = value.length <= min || value.length > max ? [...value].length : value.length;
  if (length < min) return fault('field.too_short', { min });
  return length > max ? fault('field.too_long', { max }) : undefined;
}

/** Text of `min` to `max` characters (Unicode code points). */
export const Text = (min: number, max: number): PropertyDecorator =>
  // The pattern says what the check does: no U+0000; and not blank where something is asked for.
  shape({ type: 'string', minLength: min, maxLength: max, pattern: min > 0 ? '^[^\\u0000]*[^\\s\\u0000][^\\u0000]*$' : '^[^\\u0000]*$' }, (value) => {
    const wrong = textFault(value, min, max);
    return wrong ?? (min > 0 && (value as string).trim() === '' ? fault('field.too_short', { min }) : undefined);
  });

const formatted = (document: ApiPropertyOptions, max: number, example: string, test: (value: string) => boolean): PropertyDecorator =>
  shape({ type: 'string', maxLength: max, ...document }, (value) =>
    typeof value !== 'string'
      ? fault('field.type', { expected: 'string' })
      : value.length <= max && test(value)
        ? undefined
        : fault('field.format', { example }),
  );

/** Text of a fixed form, shown by an example in the contract and in the refusal. The pattern must be linear in time. */
export const Pattern = (pattern: RegExp, max: number, example: string): PropertyDecorator =>
  formatted({ pattern: pattern.source, example }, max, example, (value) => pattern.test(value));

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const someId = '0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20';
/** A resource id (UUIDv7, RFC 9562), lower case. */
export const Id = (): PropertyDecorator => formatted({ format: 'uuid', pattern: uuid.source }, 36, someId, (value) => uuid.test(value));

const email = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]{1,64}){0,20}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}$/;
export const Email = (): PropertyDecorator =>
  formatted({ format: 'email', pattern: email.source }, 254, 'nama@contoh.id', (value) => email.test(value));

// A year that anybody means: PostgreSQL knows no year 0, and a day's arithmetic must not leave what it knows.
const date = '(19|2[01])\\d\\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])';
const time = '([01]\\d|2[0-3]):[0-5]\\d';
const day = new RegExp(`^${date}$`);
const instant = new RegExp(`^${date}T${time}:[0-5]\\d(\\.\\d{1,9})?(Z|[+-]${time})$`);
const onCalendar = (value: string): boolean => new Date(`${value}T00:00:00Z`).toISOString().startsWith(value);
const isInstant = (value: unknown): value is string => typeof value === 'string' && instant.test(value) && onCalendar(value.slice(0, 10));

/** A calendar day of the years 1900 to 2199, YYYY-MM-DD. */
export const Day = (): PropertyDecorator =>
  formatted({ format: 'date', pattern: day.source }, 10, '2026-11-24', (value) => day.test(value) && onCalendar(value));

/** A moment of the years 1900 to 2199, RFC 3339 with a zone. It is read as UTC: PostgreSQL takes no zone beyond 15:59:59. */
export const Instant = (): PropertyDecorator =>
  applyDecorators(
    Transform(({ value }: { value: unknown }) => (isInstant(value) ? new Date(value).toISOString() : value), { toClassOnly: true }),
    formatted({ type: 'string', format: 'date-time', pattern: instant.source }, 35, '2026-11-24T03:00:00Z', isInstant),
  );

/** An optional member that an ordinary example does not have: examples are made of those of all members. */
export const Seldom = (): PropertyDecorator => applyDecorators(Optional(), ApiProperty({ 'x-seldom': true } as ApiPropertyOptions));

/** One of a fixed list of words. */
export const OneOf = (choices: readonly string[]): PropertyDecorator =>
  shape({ type: 'string', enum: [...choices] }, (value) =>
    choices.includes(value as string) ? undefined : fault('field.choice', { choices: choices.join(', ') }),
  );

/** A whole number, both ends included. */
export const Whole = (min: number, max: number): PropertyDecorator =>
  shape({ type: 'integer', format: max > 2 ** 31 - 1 ? 'int64' : 'int32', minimum: min, maximum: max }, (value) => {
    if (typeof value !== 'number' || !Number.isInteger(value)) return fault('field.type', { expected: 'integer' });
    return value >= min && value <= max ? undefined : fault('field.range', { min, max });
  });

/** A number, both ends included. */
export const Decimal = (min: number, max: number): PropertyDecorator =>
  shape({ type: 'number', format: 'double', minimum: min, maximum: max }, (value) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return fault('field.type', { expected: 'number' });
    return value >= min && value <= max ? undefined : fault('field.range', { min, max });
  });

export const Flag = (): PropertyDecorator =>
  shape({ type: 'boolean' }, (value) => (typeof value === 'boolean' ? undefined : fault('field.type', { expected: 'boolean' })));

type Class = new () => object;
const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);

/** @nestjs/swagger takes a function for a lazy reference only when the function's own name is `type`. */
const classOf = (named: () => Class): ApiPropertyOptions => ({ type: () => named() });

/** A nested object. */
export const Part = (type: () => Class): PropertyDecorator =>
  applyDecorators(
    shape(classOf(type), (value) => (isObject(value) ? undefined : fault('field.type', { expected: 'object' }))),
    ValidateNested(),
    Type(type),
  );

const listFault = (value: unknown, min: number, max: number): Fault | undefined => {
  if (!Array.isArray(value)) return fault('field.type', { expected: 'array' });
  return value.length < min || value.length > max ? fault('field.items', { min, max }) : undefined;
};

/** A list of nested objects. */
export const Parts = (type: () => Class, min: number, max: number): PropertyDecorator =>
  applyDecorators(
    shape(
      { ...classOf(type), isArray: true, minItems: min, maxItems: max },
      (value) =>
        listFault(value, min, max) ?? ((value as unknown[]).every(isObject) ? undefined : fault('field.type', { expected: 'array of objects' })),
    ),
    ValidateNested({ each: true }),
    Type(type),
  );

function listOf(items: Record<string, unknown>, min: number, max: number, good: (item: unknown) => boolean, wrong: Fault): PropertyDecorator {
  return shape({ type: 'array', items, minItems: min, maxItems: max, uniqueItems: true }, (value) => {
    const short = listFault(value, min, max);
    if (short) return short;
    const list = value as unknown[];
    if (!list.every(good)) return wrong;
    return new Set(list).size === list.length ? undefined : fault('field.items', { min, max });
  });
}

/** A list of different ids. */
export const Ids = (min: number, max: number): PropertyDecorator =>
  listOf(
    { type: 'string', format: 'uuid', maxLength: 36, pattern: uuid.source },
    min,
    max,
    (item) => typeof item === 'string' && uuid.test(item),
    fault('field.format', { example: someId }),
  );

/** A list of different whole numbers, each from `min` to `max`. */
export const Wholes = (min: number, max: number, least: number, most: number): PropertyDecorator =>
  listOf(
    { type: 'integer', format: 'int32', minimum: min, maximum: max },
    least,
    most,
    (item) => typeof item === 'number' && Number.isInteger(item) && item >= min && item <= max,
    fault('field.range', { min, max }),
  );

/** A list of different words from a fixed list. */
export const SomeOf = (choices: readonly string[], min: number, max = choices.length): PropertyDecorator =>
  listOf(
    { type: 'string', enum: [...choices] },
    min,
    max,
    (item) => choices.includes(item as string),
    fault('field.choice', { choices: choices.join(', ') }),
  );

/** A list of different short texts; in a view of texts the server wrote itself. */
export const Words = (pattern: RegExp, length: number, max: number): PropertyDecorator =>
  listOf(
    { type: 'string', maxLength: length, pattern: pattern.source },
    0,
    max,
    (item) => typeof item === 'string' && item.length <= length && pattern.test(item),
    fault('field.type', { expected: 'array of strings' }),
  );
