import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { applyDecorators, Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { refuse } from './platform.refusals.js';
import { Optional, Pattern, Whole } from './shape.js';
import { Vault } from './vault.js';

const cursor = /^[A-Za-z0-9_-]{1,400}\.[A-Za-z0-9_-]{22}$/;

/** A page of a list: how many, and from where. */
export class PageQuery {
  /** How many items at most. @example 20 */
  @Optional()
  @Whole(1, 100)
  limit?: number;

  /** `nextCursor` of the page before, unchanged. */
  @Optional()
  @Pattern(cursor, 423, 'WyIyMDI2LTExLTI0Il0.3q2-7w8Jm1o4yXkGQ0f1Vw')
  cursor?: string;
}

/** The cursor of the next page, null on the last. */
export const NextCursor = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'string',
      nullable: true,
      maxLength: 423,
      pattern: cursor.source,
      required: true,
      example: 'WyIyMDI2LTExLTI0Il0.3q2-7w8Jm1o4yXkGQ0f1Vw',
    }),
  );

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

type Key = (string | number)[];

/** Cursors say where a keyset page ends. They are signed, and bound to the list and its filters. */
@Injectable()
export class Cursors {
  private readonly key: KeyObject;

  constructor(vault: Vault) {
    this.key = vault.derive('cursor');
  }

  /** The key the next page starts after. @throws Refusal `request.cursor_invalid` */
  read(list: string, query: PageQuery): Key | undefined {
    if (query.cursor === undefined) return undefined;
    const [body = '', signature = ''] = query.cursor.split('.');
    const right = this.sign(body, list, query);
    const given = Buffer.from(signature, 'base64url');
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw refuse('request.cursor_invalid', { pointer: '/query/cursor' });
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as Key;
  }

  /** Cuts what was read (`limit + 1` rows) to a page. */
  page<Row, Item>(list: string, query: PageQuery, found: Row[], keyOf: (row: Row) => Key, itemOf: (row: Row) => Item): Page<Item> {
    const limit = limitOf(query);
    const last = found.length > limit ? found[limit - 1] : undefined;
    return { items: found.slice(0, limit).map(itemOf), nextCursor: last === undefined ? null : this.write(list, query, keyOf(last)) };
  }

  private write(list: string, query: PageQuery, key: Key): string {
    const body = Buffer.from(JSON.stringify(key)).toString('base64url');
    return `${body}.${this.sign(body, list, query).toString('base64url')}`;
  }

  private sign(body: string, list: string, query: PageQuery): Buffer {
    const filters = Object.entries(query).filter(([name, value]) => name !== 'cursor' && name !== 'limit' && value !== undefined);
    const bound = createHash('sha256')
      .update(JSON.stringify([list, filters.sort(([a], [b]) => (a < b ? -1 : 1))]))
      .digest('base64url');
    return createHmac('sha256', this.key).update(`${body} ${bound}`).digest().subarray(0, 16);
  }
}

export const limitOf = (query: PageQuery): number => query.limit ?? 20;
