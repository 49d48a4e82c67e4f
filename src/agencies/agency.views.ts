import { ApiHideProperty } from '@nestjs/swagger';
import { NextCursor } from '../platform/paging.js';
import { Day, Flag, Id, OneOf, Optional, Parts, Text } from '../platform/shape.js';
import { type AgencyKind, agencyKinds } from './agency.entity.js';

/** A node in the tree of government bodies (*instansi*): the city, its departments (*OPD*), their units, and bodies outside. */
export class Agency {
  /** Its id. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a21" */
  @Id() id: string;
  /** Short code, unique in its city whatever the case of its letters. @example "pupr" */
  @Text(1, 60) code: string;
  /** Official name. @example "Dinas Pekerjaan Umum dan Penataan Ruang" */
  @Text(1, 200) name: string;
  /** The name in daily use. @example "Dinas PUPR" */
  @Text(1, 80) shortName: string;
  /** city: a root of the tree; agency: a department (*OPD*); unit: part of one (*bidang, UPTD, kelurahan*); external: outside the city's government. @example "agency" */
  @OneOf(agencyKinds) kind: AgencyKind;
  /** The agency it belongs to; a root has none. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a20" */
  @Optional() @Id() parentId?: string;
  /** First day on which it exists. @example "2017-01-01" */
  @Day() validFrom: string;
  /** Last day on which it exists; open-ended without. @example "2026-12-31" */
  @Optional() @Day() validTo?: string;
  /** The agency that took over its tasks. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a13" */
  @Optional() @Id() successorId?: string;
  /** Must a liaison (*pejabat penghubung*) approve what its officers publish? @example true */
  @Flag() approvalRequired: boolean;
  /** Does it exist today, with no successor? Only then can a report be handed to it. @example true */
  @Flag() open: boolean;
  @ApiHideProperty() version: number;
}

/** A page of agencies, by name. */
export class AgencyPage {
  /** The agencies. */
  @Parts(() => Agency, 0, 100) items: Agency[];
  /** The cursor of the next page, null on the last. */
  @NextCursor() nextCursor: string | null;
}
