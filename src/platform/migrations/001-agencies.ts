import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Government bodies, what reports are about, and where they happen. */
export class Agencies1764000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table agency (
        id uuid primary key,
        parent_id uuid references agency,
        -- The line of ancestors, root first, itself last: "at this agency or below" is one comparison.
        path uuid[] not null check (cardinality(path) between 1 and 8),
        code text not null,
        name text not null,
        short_name text not null,
        kind text not null check (kind in ('city', 'agency', 'unit', 'external')),
        code_prefix text check (code_prefix ~ '^[A-Z]{2,5}$'),
        -- Of a root only: the zone in which days of validity are counted below it.
        zone text check ((zone is null) = (parent_id is not null)),
        approval_required boolean not null default true,
        valid_from date not null,
        valid_to date check (valid_to >= valid_from),
        successor_id uuid references agency check (successor_id <> id),
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        check (path[cardinality(path)] = id),
        check ((parent_id is null) = (kind = 'city' and cardinality(path) = 1)),
        check (kind <> 'city' or code_prefix is not null),
        check (successor_id is null or valid_to is not null)
      );
      create unique index agency_code on agency ((path[1]), lower(code));
      create index agency_parent on agency (parent_id);
      create index agency_list on agency (name, id);

      create table category (
        id uuid primary key,
        root_agency_id uuid not null references agency,
        parent_id uuid references category check (parent_id <> id),
        code text not null,
        name text not null,
        guide text not null default '',
        default_agency_id uuid references agency,
        sensitive boolean not null default false,
        questions jsonb not null default '[]',
        valid_from date not null,
        valid_to date check (valid_to >= valid_from),
        version integer not null default 1,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now()
      );
      create unique index category_code on category (root_agency_id, lower(code));
      create index category_parent on category (parent_id);
      create index category_list on category (name, id);

      create table region (
        code text primary key,
        root_agency_id uuid not null references agency,
        parent_code text references region,
        name text not null,
        level text not null check (level in ('city', 'district', 'village')),
        geometry jsonb,
        version integer not null default 1,
        updated_at timestamptz not null default now(),
        check ((parent_code is null) = (level = 'city'))
      );
      create index region_parent on region (parent_code);

      -- One row. Every load of regions writes a new version, by which a process knows that its map is old.
      create table region_map (
        single boolean primary key default true check (single),
        version uuid not null
      );
      insert into region_map (version) values (gen_random_uuid());
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table region_map; drop table region; drop table category; drop table agency;');
  }
}
