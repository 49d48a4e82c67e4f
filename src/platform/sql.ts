import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

/** A named prepared statement: PostgreSQL parses it once a connection (measured: half the cost of an unnamed one). */
export interface Statement {
  /** None for what is rarely asked: it is parsed and planned anew each time. */
  name?: string;
  text: string;
}

export const statement = (name: string, text: string): Statement => ({ name, text });

/** Where to read: the pool, or the transaction one is in. */
export type Reader = DataSource | EntityManager;

export async function rows<Row extends QueryResultRow>(reader: Reader, { name, text }: Statement, values: unknown[]): Promise<Row[]> {
  const client = 'queryRunner' in reader ? await clientOf(reader) : poolOf(reader as DataSource);
  const result = await client.query<Row>({ name, text, values });
  return result.rows;
}

export async function row<Row extends QueryResultRow>(reader: Reader, prepared: Statement, values: unknown[]): Promise<Row | undefined> {
  return (await rows<Row>(reader, prepared, values))[0];
}

const poolOf = (source: DataSource): Pool => (source.driver as unknown as { master: Pool }).master;

async function clientOf(tx: EntityManager): Promise<PoolClient> {
  if (!tx.queryRunner) throw new Error('Not in a transaction');
  return (await tx.queryRunner.connect()) as PoolClient;
}

/** Did the row break this unique index? */
export const breaks = (error: unknown, index: string): boolean => {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '23505' && constraint === index;
};
