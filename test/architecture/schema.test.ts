import { DataSource, type DataSourceOptions } from 'typeorm';
import { readConfig } from '../../src/platform/config.js';
import { dataSourceOptions, migrate } from '../../src/platform/data-source.js';
import { type App, asSuperuser, createDatabase, environmentFor, startApp } from '../support/app.js';

// Written in SQL only: TypeORM's builder would drop what its decorators cannot say (partial and GiST indexes, checks).
const sqlOnly = /^(DROP INDEX|CREATE (UNIQUE )?INDEX|ALTER TABLE \S+ (DROP|ADD) CONSTRAINT|COMMENT ON)/i;

describe('Entities and migrations', () => {
  let app: App;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.stop());

  test('agree on every table and column', async () => {
    const { upQueries } = await app.source.driver.createSchemaBuilder().log();
    expect(upQueries.map(({ query }) => query).filter((query) => !sqlOnly.test(query))).toEqual([]);
  });

  test('know the same tables: none has only one of the two', async () => {
    const tables = await app.source.query<{ name: string }[]>(
      `select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    const withEntity = app.source.entityMetadatas.map(({ tableName }) => tableName);
    expect(withEntity.filter((name) => !tables.some((table) => table.name === name))).toEqual([]);
  });
});

/** Everything in the schema that a migration can make, as text. */
const inventory = `
  select format('column %s.%s %s %s %s', table_name, column_name, udt_name, is_nullable, column_default) as line
    from information_schema.columns where table_schema = 'public'
  union all select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
  union all select format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
  union all select format('function %s', pg_get_functiondef(oid)) from pg_proc where pronamespace = 'public'::regnamespace
  union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
  order by 1`;

test('every migration can be taken back, and done again with the same result', async () => {
  const url = await createDatabase('template0');
  const read = async (): Promise<string[]> => (await asSuperuser<{ line: string }>(url, inventory)).map(({ line }) => line);
  const source = await new DataSource(dataSourceOptions(readConfig(environmentFor(url))) as DataSourceOptions).initialize();
  await migrate(source);
  const first = await read();
  expect(first.length).toBeGreaterThan(100);
  for (let left = source.migrations.length; left > 0; left--) await source.undoLastMigration();
  expect((await read()).filter((line) => !/\bmigration\b|migration_/.test(line))).toEqual([]);
  await migrate(source);
  expect(await read()).toEqual(first);
  await source.destroy();
});
