import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { v7 } from 'uuid';
import type { Scope } from '../access/permissions.js';
import { row, statement } from '../platform/sql.js';
import { AccessTokens, accessSeconds } from './access-tokens.js';
import { ClientRecord } from './client.entity.js';
import type { TokenAsk } from './oauth.form.js';
import type { ClientToken } from './oauth.views.js';
import { hashPassword, passwordFits } from './passwords.js';
import { refuse } from './users.refusals.js';

const byClientId = statement('client_by_client_id', 'select id, secret_hash, scopes from api_client where client_id = $1 and disabled_at is null');

export interface NewClient {
  /** Lower-case letters, digits and dashes, 3 to 60. */
  clientId: string;
  name: string;
  secret: string;
  scopes: readonly Scope[];
  /** The scopes hold at this agency and below it. */
  agencyId: string;
}

/** Machine clients and their tokens. */
@Injectable()
export class ClientsService {
  constructor(
    private readonly source: DataSource,
    private readonly tokens: AccessTokens,
  ) {}

  /** Makes a client; gives its id. */
  async create(tx: EntityManager, { secret, scopes, ...client }: NewClient, at: Date): Promise<string> {
    const id = v7();
    const secretHash = await hashPassword(secret);
    await tx.insert(ClientRecord, { ...client, id, secretHash, scopes: [...scopes], disabledAt: null, createdAt: at });
    return id;
  }

  /** @throws Refusal `oauth.invalid_client` or `oauth.invalid_scope` */
  async issueToken({ clientId, secret, scopes }: TokenAsk): Promise<ClientToken> {
    const client = await row<{ id: string; secret_hash: string; scopes: Scope[] }>(this.source, byClientId, [clientId]);
    if (!(await passwordFits(secret, client?.secret_hash)) || !client) throw refuse('oauth.invalid_client');
    const granted = scopes ?? client.scopes;
    if (granted.some((scope) => !client.scopes.includes(scope))) throw refuse('oauth.invalid_scope');
    const scope = granted.join(' ');
    const token = await this.tokens.sign({ sub: client.id, client_id: clientId, scope });
    return { access_token: token, token_type: 'Bearer', expires_in: accessSeconds, scope };
  }
}
