import { Injectable } from '@nestjs/common';
import { type Reader, row, statement } from '../platform/sql.js';
import { Vault } from '../platform/vault.js';
import { openIdentity } from './report.identity.js';

const read = statement('reporter_name', 'select name, null::bytea as phone, null::bytea as email from report_identity where report_id = $1');

/** What the reporter is called, for hiding it in texts. */
@Injectable()
export class ReporterNames {
  constructor(private readonly vault: Vault) {}

  async of(reader: Reader, reportId: string): Promise<string[]> {
    const { name } = openIdentity(this.vault, reportId, await row<{ name: Buffer | null; phone: null; email: null }>(reader, read, [reportId]));
    return name === undefined ? [] : [name];
  }
}
