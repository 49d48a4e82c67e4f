import { type ArgumentMetadata, Injectable, type PipeTransform } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage, validateSync, type ValidationError } from 'class-validator';
import type { FieldFault } from './refusal.js';
import { refuse } from './platform.refusals.js';
import { typeOf } from './shape.js';

type Class = new () => object;
const place = { body: '', query: '/query', param: '/path', custom: '' } as const;
const escape = (name: string): string => name.replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100);

function faultsOf(errors: ValidationError[], base: string): FieldFault[] {
  return errors.flatMap((error) => {
    const pointer = `${base}/${escape(error.property)}`;
    const own = Object.entries(error.constraints ?? {}).map(([name, message]) =>
      name === 'shape' ? { pointer, ...(JSON.parse(message) as Omit<FieldFault, 'pointer'>) } : { pointer, code: 'field.unknown' },
    );
    return own.length > 0 ? own : faultsOf(error.children ?? [], pointer);
  });
}

/** Query and path values arrive as text; a number or flag is read from it only where the shape says so. */
function fromText(metatype: Class, input: Record<string, unknown>): Record<string, unknown> {
  const read: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    const type = typeOf(metatype, name);
    if (value === '' && type) continue; // an empty parameter is an absent one
    read[name] = typeof value === 'string' ? fromWord(type, value) : value;
  }
  return read;
}

function fromWord(type: string | undefined, value: string): unknown {
  if (type === 'integer' && /^-?\d{1,15}$/.test(value)) return Number(value);
  if (type === 'number' && /^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return Number(value);
  if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  if (type === 'array') return value.split(',');
  return value;
}

/**
 * To find what a class inherits, class-validator goes through every class of the application at every call (measured: 17
 * of 45 µs). Classes do not change once they are used, and we validate without groups, so it is asked once a class.
 */
function askOnce(): void {
  const storage = getMetadataStorage();
  const find = storage.getTargetValidationMetadatas.bind(storage);
  const found = new Map<unknown, ReturnType<typeof find>>();
  storage.getTargetValidationMetadatas = (target, ...more) => {
    let known = found.get(target);
    if (!known) found.set(target, (known = find(target, ...more)));
    return known;
  };
}
askOnce();

/** Turns plain input into an instance of its request class, or refuses with every faulty field. */
@Injectable()
export class InputPipe implements PipeTransform {
  transform(value: unknown, { type, metatype }: ArgumentMetadata): unknown {
    if (type === 'custom' || !metatype || (metatype as unknown) === Object || (metatype as unknown) === String) return value;
    const shape = metatype as Class;
    const plain = type === 'body' ? (value ?? {}) : fromText(shape, (value ?? {}) as Record<string, unknown>);
    if (typeof plain !== 'object' || Array.isArray(plain))
      throw refuse('request.invalid', { faults: [{ pointer: '', code: 'field.type', params: { expected: 'object' } }] });
    const instance = plainToInstance(shape, plain, { exposeUnsetFields: false });
    const faults = faultsOf(validateSync(instance, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true }), place[type]);
    if (faults.length > 0) throw refuse('request.invalid', { faults: faults.slice(0, 50) });
    return instance;
  }
}
