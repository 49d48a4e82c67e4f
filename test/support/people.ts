import { AgenciesService } from '../../src/agencies/agencies.service.js';
import type { Scope } from '../../src/access/permissions.js';
import { ClientsService } from '../../src/users/clients.service.js';
import type { RoleAt } from '../../src/users/roles.js';
import type { TokenPair } from '../../src/users/sign-in.views.js';
import { UsersService } from '../../src/users/users.service.js';
import type { App } from './app.js';
import { Client } from './client.js';

export const password = 'demo-password-1708';
export const clientSecret = 'demo-secret-1708';

/** Ids of a small city: the works department has a drainage unit, the transport department stands beside it. */
export interface SmallCity {
  cityId: string;
  worksId: string;
  drainageId: string;
  transportId: string;
}

export function foundSmallCity({ app, source }: App): Promise<SmallCity> {
  const [agencies, at] = [app.get(AgenciesService), new Date()];
  return source.transaction(async (tx) => {
    const cityId = await agencies.found(tx, { code: 'tpi', name: 'Kota Tanjungpinang', shortName: 'Pemko', codePrefix: 'TPI' }, at);
    const make = (parentId: string, code: string, name: string, kind: 'agency' | 'unit'): Promise<string> =>
      agencies.create(tx, { parentId, code, name, shortName: name, kind }, at);
    const worksId = await make(cityId, 'pupr', 'Dinas PUPR', 'agency');
    const drainageId = await make(worksId, 'pupr-air', 'Bidang Sumber Daya Air', 'unit');
    return { cityId, worksId, drainageId, transportId: await make(cityId, 'dishub', 'Dinas Perhubungan', 'agency') };
  });
}

/** An account with the common password. @returns its id */
export const addPerson = ({ app, source }: App, email: string, roles: RoleAt[], name = email): Promise<string> =>
  source.transaction((tx) => app.get(UsersService).create(tx, { email, name, password, roles }, new Date()));

/** A machine client with the common secret. @returns its id */
export const addMachine = ({ app, source }: App, clientId: string, scopes: Scope[], agencyId: string): Promise<string> =>
  source.transaction((tx) => app.get(ClientsService).create(tx, { clientId, name: clientId, secret: clientSecret, scopes, agencyId }, new Date()));

export const logIn = async (app: App, email: string): Promise<TokenPair> =>
  (await new Client(app.url).call<TokenPair>('logIn', { body: { email, password } })).body;

/** Signed in with the common password. */
export const signedIn = async (app: App, email: string): Promise<Client> => new Client(app.url).as((await logIn(app, email)).accessToken);
