import type { KeyObject } from 'node:crypto';
import { applyDecorators, Injectable } from '@nestjs/common';
import { ApiProperty } from '@nestjs/swagger';
import { refuse } from './platform.refusals.js';
import { Optional, Pattern, Whole } from './shape.js';
import { Vault } from './vault.js';

/** From a nonce and a seal, 28 bytes, to a name of 200 characters that JSON writes as six bytes each. */
const cursor = /^[A-Za-z0-9_-]{40,1700}$/;
const example = 'kG5rZ0VtcQ2Yp1xJ8n4wTz6uBfHsDqLA7mRvX3eNcW9oKiUyE';

/** A page of a list: how many, and from where. */
export class PageQuery {
  /** How many items at most. @example 20 */
  @Optional()
  @Whole(1, 100)
  limit?: number;

  /** `nextCursor` of the page before, unchanged. */
  @Optional()
  @Pattern(cursor, 1700, example)
  cursor?: string;
}

/** The cursor of the next page, null on the last. */
export const NextCursor = (): PropertyDecorator =>
  applyDecorators(
    ApiProperty({
      type: 'string',
      nullable: true,
      maxLength: 1700,
      pattern: cursor.source,
      required: true,
      example,
    }),
  );

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}

type Key = (string | number)[];

/**
 * Cursors say where a keyset page ends. They are sealed, for a key can tell what its reader may not know (the number of a
 * fact counts those of confidential reports), and bound to the list and its filters.
 */
@Injectable()
export class Cursors {
  private readonly key: KeyObject;

  constructor(private readonly vault: Vault) {
    this.key = vault.derive('cursor');
  }

  /** The key the next page starts after. @throws Refusal `request.cursor_invalid` */
  read(list: string, query: PageQuery): Key | undefined {
    if (query.cursor === undefined) return undefined;
    const key = this.open(query.cursor, boundTo(list, query));
    if (!key) throw refuse('request.cursor_invalid', { pointer: '/query/cursor' });
    return key;
  }

  /** Cuts what was read (`limit + 1` rows) to a page. */
  page<Row, Item>(list: string, query: PageQuery, found: Row[], keyOf: (row: Row) => Key, itemOf: (row: Row) => Item): Page<Item> {
    const limit = limitOf(query);
    const last = found.length > limit ? found[limit - 1] : undefined;
    return { items: found.slice(0, limit).map(itemOf), nextCursor: last === undefined ? null : this.write(list, query, keyOf(last)) };
  }

  private write(list: string, query: PageQuery, key: Key): string {
    return this.vault.seal(JSON.stringify(key), boundTo(list, query), this.key).toString('base64url');
  }

  private open(text: string, about: string): Key | undefined {
    const sealed = Buffer.from(text, 'base64url');
    // The last letter holds bits that mean nothing.
    if (sealed.toString('base64url') !== text) return undefined;
    try {
      return JSON.parse(this.vault.open(sealed, about, this.key)) as Key;
    } catch {
      return undefined;
    }
  }
}

function boundTo(list: string, query: PageQuery): string {
  const filters = Object.entries(query).filter(([name, value]) => name !== 'cursor' && name !== 'limit' && value !== undefined);
  return JSON.stringify([list, filters.sort(([a], [b]) => (a < b ? -1 : 1))]);
}

export const limitOf = (query: PageQuery): number => query.limit ?? 20;
