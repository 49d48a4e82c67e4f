import { Day, Email, Flag, Id, OneOf, Optional, Part, Pattern, Text } from '../platform/shape.js';
import { PlaceInput } from './place.request.js';
import { channels, reportTypes, type Channel, type ReportType } from './report.entity.js';

/** Who reports. Everything may be left out; it is sealed and shown to nobody without a rule that grants it. */
export class ReporterInput {
  /** Name. @example "Siti Rahma" */
  @Optional()
  @Text(1, 120)
  name?: string;
  /** Telephone number. */
  @Optional()
  @Pattern(/^[+0-9][0-9 ().-]{5,23}$/, 24, '+62 812-0000-0001')
  phone?: string;
  /** E-mail address. @example "siti.rahma@warga.test" */
  @Optional()
  @Email()
  email?: string;
  /** National identity number (NIK), 16 digits. */
  @Optional()
  @Pattern(/^\d{16}$/, 16, '2172000000000000')
  nik?: string;
}

/** A citizen's complaint, aspiration or request for information (laporan). */
export class FileReport {
  /** What it is about, in one line. @example "Lampu jalan padam di Jl. Merdeka" */
  @Text(5, 150)
  title: string;
  /** What happened, where and since when. @example "Sejak tiga malam lalu empat lampu jalan di depan Pasar Bintan Centre padam. Jalan gelap dan sudah ada yang terjatuh." */
  @Text(1, 10_000)
  body: string;
  /** What the reporter wants. @example "complaint" */
  @OneOf(reportTypes)
  type: ReportType;
  /** Category (topik), when the reporter knows it. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0c01" */
  @Optional()
  @Id()
  categoryId?: string;
  /** Day of the event, not in the future. @example "2026-11-20" */
  @Optional()
  @Day()
  occurredOn?: string;
  /** Where it happened. */
  @Optional()
  @Part(() => PlaceInput)
  location?: PlaceInput;
  /** The agency the reporter thinks of. @example "0199c1f2-6a00-7c3e-9b1d-2f7f3f5f0a12" */
  @Optional()
  @Id()
  requestedAgencyId?: string;
  /** Hide who reported, from the public and from the handling agency (Anonim). @example false */
  @Optional()
  @Flag()
  anonymous?: boolean;
  /** Hide the whole report from the public (Rahasia). @example false */
  @Optional()
  @Flag()
  confidential?: boolean;
  /** Who reports. */
  @Optional()
  @Part(() => ReporterInput)
  reporter?: ReporterInput;
  /** How the report came in: `web` unless said, `api` for a machine client. Officers, liaisons and coordinators also enter letters, calls, messages and walk-ins (`report.file_assisted`); a machine client names any channel. @example "web" */
  @Optional()
  @OneOf(channels)
  channel?: Channel;
}
