import { PageQuery } from '../platform/paging.js';
import { Day, Flag, Id, OneOf, Optional, Pattern, Text } from '../platform/shape.js';
import { type AgencyKind, agencyKinds } from './agency.entity.js';
import { Clearable } from './clearable.js';
import { code } from './code.js';

const madeKinds = ['agency', 'unit', 'external'] as const;

/** Names an agency. */
export class AgencyById {
  /** The agency's id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a21" */
  @Id() id: string;
}

/** Which agencies. */
export class ListAgencies extends PageQuery {
  /** Only those right below this agency. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20" */
  @Optional() @Id() parentId?: string;
  /** Only those with this text in their name, short name or code, whatever the case. @example "umum" */
  @Optional() @Text(1, 100) q?: string;
  /** Only those of this kind. @example "agency" */
  @Optional() @OneOf(agencyKinds) kind?: AgencyKind;
  /** Also those that are closed or not open yet; not unless asked for. @example false */
  @Optional() @Flag() includeClosed?: boolean;
}

/** A new agency below another. */
export class CreateAgency {
  /** The agency it belongs to. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20" */
  @Id() parentId: string;
  /** Short code, unique in its city whatever the case of its letters; it never changes. */
  @Pattern(code, 60, 'diskebun') code: string;
  /** Official name. @example "Dinas Kebun Kota dan Pertamanan" */
  @Text(1, 200) name: string;
  /** The name in daily use. @example "Diskebun" */
  @Text(1, 80) shortName: string;
  /** agency: a department (*OPD*); unit: part of one; external: outside the city's government. @example "agency" */
  @OneOf(madeKinds) kind: (typeof madeKinds)[number];
  /** Must a liaison approve what its officers publish? True unless said. @example true */
  @Optional() @Flag() approvalRequired?: boolean;
  /** First day on which it exists; today unless said. @example "2026-11-24" */
  @Optional() @Day() validFrom?: string;
  /** Last day on which it exists; open-ended unless said. @example "2031-12-31" */
  @Optional() @Day() validTo?: string;
}

/** Changes to an agency; what is left out stays. */
export class ChangeAgency {
  /** Official name. @example "Dinas Pekerjaan Umum, Penataan Ruang dan Permukiman" */
  @Optional() @Text(1, 200) name?: string;
  /** The name in daily use. @example "Dinas PUPRP" */
  @Optional() @Text(1, 80) shortName?: string;
  /** Moves it, and everything below it, under this agency of the same city. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20" */
  @Optional() @Id() parentId?: string;
  /** Must a liaison approve what its officers publish? @example false */
  @Optional() @Flag() approvalRequired?: boolean;
  /** First day on which it exists. @example "2017-01-01" */
  @Optional() @Day() validFrom?: string;
  /** Last day on which it exists; null: open-ended. No unit below it may be valid for longer. @example "2026-12-31" */
  @Clearable() @Day() validTo?: string | null;
}
