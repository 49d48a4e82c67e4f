import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Cursors, limitOf } from '../platform/paging.js';
import { rows, statement } from '../platform/sql.js';
import { refuse } from './policies.refusals.js';
import type { ListPolicies } from './policies.requests.js';
import { findPolicy, policyOf, type PolicyRow, policyRows } from './policies.store.js';
import type { Policy, PolicyPage } from './policies.views.js';

const list = statement(
  'policy_list',
  `${policyRows}
    where ($1::text is null or p.kind = $1) and ($2::text is null or p.classification = $2) and ($3::uuid is null or p.category_id = $3)
      and ($4::uuid is null or a.path @> array[$4::uuid])
      and ($5::date is null or $5::date between p.valid_from and coalesce(p.valid_to, 'infinity'))
      and ($6::text is null or (p.kind, p.valid_from, p.id) > ($6, $7::date, $8::uuid))
    order by p.kind, p.valid_from, p.id limit $9`,
);

/** Reads the rules on limits. */
@Injectable()
export class PolicyLists {
  constructor(
    private readonly source: DataSource,
    private readonly cursors: Cursors,
  ) {}

  async page(query: ListPolicies): Promise<PolicyPage> {
    const { kind = null, classification = null, categoryId = null, agencyId = null, on = null } = query;
    const after = this.cursors.read('policies', query) ?? [null, null, null];
    const found = await rows<PolicyRow>(this.source, list, [kind, classification, categoryId, agencyId, on, ...after, limitOf(query) + 1]);
    return this.cursors.page('policies', query, found, (policy) => [policy.kind, policy.validFrom, policy.id], policyOf);
  }

  /** @throws Refusal `policy.not_found` */
  async one(id: string): Promise<Policy> {
    const found = await findPolicy(this.source, id);
    if (!found) throw refuse('policy.not_found');
    return policyOf(found);
  }
}
