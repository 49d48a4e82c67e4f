import { asSuperuser } from './app.js';

/**
 * Copies a report and its running clocks so many times, in SQL: filing them one by one would take minutes.
 * @returns how many clocks of the copies run
 */
export async function copyReport(databaseUrl: string, reportId: string, times: number): Promise<number> {
  const columns = async (table: string, own: string[]): Promise<string> => {
    const found = await asSuperuser<{ name: string }>(
      databaseUrl,
      `select column_name as name from information_schema.columns where table_name = $1 and table_schema = 'public' order by ordinal_position`,
      [table],
    );
    return found
      .map(({ name }) => name)
      .filter((name) => !own.includes(name))
      .join(', ');
  };
  const ofReport = await columns('report', ['id', 'code', 'report_key_hash']);
  const ofClock = await columns('clock', ['id', 'report_id', 'disposition_id']);
  const [made] = await asSuperuser<{ n: number }>(
    databaseUrl,
    `with copy as (
       insert into report (id, code, report_key_hash, ${ofReport})
       select gen_random_uuid(), code || '-' || i, sha256(convert_to(code || i, 'UTF8')), ${ofReport} from report cross join generate_series(1, $2::integer) i where id = $1
       returning id),
     clocks as (
       insert into clock (id, report_id, ${ofClock})
       select gen_random_uuid(), copy.id, ${ofClock} from copy, clock
        where clock.report_id = $1 and clock.stopped_at is null and clock.disposition_id is null returning id)
     select count(*)::integer as n from clocks`,
    [reportId, times],
  );
  return made?.n ?? 0;
}

/** Makes writing facts so slow that a worker can be caught in the middle. */
export const slowFacts = (databaseUrl: string, milliseconds: number): Promise<unknown> =>
  asSuperuser(
    databaseUrl,
    `create or replace function slowly() returns trigger language plpgsql as $$ begin perform pg_sleep(${milliseconds / 1000}); return new; end $$;
     drop trigger if exists slow on fact;
     create trigger slow before insert on fact for each row execute function slowly()`,
  );
