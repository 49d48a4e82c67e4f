/** Who can hold a permission: everybody, whoever shows a report key, an account's role at an agency, or a client's scope. */
export const roles = ['citizen', 'officer', 'liaison', 'coordinator', 'supervisor', 'admin'] as const;
export type Role = (typeof roles)[number];

export const scopes = [
  'reports:read',
  'reports:write',
  'events:read',
  'webhooks:manage',
  'statistics:read',
  'integration:lapor',
  'channels:sms',
  'admin',
] as const;
export type Scope = (typeof scopes)[number];

export const scopeTexts: Record<Scope, string> = {
  'reports:read': 'read reports',
  'reports:write': 'file reports',
  'events:read': 'follow the feed of events',
  'webhooks:manage': 'subscribe to events',
  'statistics:read': 'read statistics',
  'integration:lapor': 'exchange reports with the national SP4N-LAPOR!',
  'channels:sms': 'deliver text messages of citizens',
  admin: 'administer agencies, categories, regions, calendars and limits',
};

type Holder = 'anyone' | 'reporter' | Role | `scope:${Scope}`;

const staff = ['officer', 'liaison', 'coordinator', 'supervisor', 'admin'] as const;

/** The whole of authorisation by kind of caller. Whether *this* report is theirs is decided on the locked row. */
export const permissions = {
  'report.file': ['anyone', 'scope:reports:write'],
  'report.file_assisted': ['officer', 'liaison', 'coordinator'],
  'report.read': ['anyone', 'scope:reports:read'],
  'report.read_internal': ['officer', 'liaison', 'coordinator', 'supervisor'],
  'report.identify': ['liaison', 'coordinator'],
  'report.support': ['citizen', ...staff],
  'report.revise': ['reporter', 'citizen', 'officer', 'liaison', 'coordinator'],
  'report.verify': ['coordinator'],
  'report.ask': ['coordinator', 'liaison'],
  'report.supply': ['reporter', 'citizen'],
  'report.dispatch': ['coordinator'],
  'report.handle': ['officer', 'liaison'],
  'report.transfer': ['coordinator'],
  'report.archive': ['coordinator'],
  'report.merge': ['coordinator'],
  'report.close': ['reporter', 'citizen', 'coordinator'],
  'report.speak': ['reporter', 'citizen'],
  'report.extend': ['officer', 'liaison'],
  'report.approve_extension': ['liaison'],
  'report.escalate': ['officer', 'liaison', 'coordinator'],
  'follow_up.draft': ['officer', 'liaison'],
  'follow_up.publish': ['liaison'],
  'agency.read': ['anyone'],
  'agency.manage': ['admin', 'scope:admin'],
  'category.manage': ['admin', 'coordinator', 'scope:admin'],
  'region.manage': ['admin', 'scope:admin'],
  'user.manage': ['admin'],
  // Calendars and limits are law: everybody may read them.
  'sla.read': ['anyone'],
  'sla.watch': ['officer', 'liaison', 'coordinator', 'supervisor', 'admin'],
  'sla.manage': ['admin', 'scope:admin'],
  'job.read': ['admin', 'scope:admin'],
  'statistics.read': ['officer', 'liaison', 'coordinator', 'supervisor', 'admin', 'scope:statistics:read'],
  'account.self': ['citizen', ...staff],
} as const satisfies Record<string, readonly Holder[]>;

export type Permission = keyof typeof permissions;

const words: Record<'anyone' | 'reporter' | Role, string> = {
  anyone: 'anyone, without signing in',
  reporter: 'the reporter (by report key or own account)',
  citizen: 'a citizen',
  officer: 'an officer of the agency',
  liaison: 'a liaison of the agency',
  coordinator: 'a coordinator',
  supervisor: 'a supervisor',
  admin: 'an administrator',
};

const inWords = (holder: Holder): string =>
  holder.startsWith('scope:') ? `a machine client with scope ${holder.slice(6)}` : words[holder as keyof typeof words];

/**
 * A permission in words, for the contract. A citizen may do to a report what its reporter may, and only where they are
 * its reporter; what citizens and all staff may is for whoever is signed in.
 */
export function permissionInWords(permission: Permission): string {
  const holders: readonly Holder[] = permissions[permission];
  if (['citizen', ...staff].every((role) => holders.includes(role as Role))) return 'whoever is signed in';
  return holders
    .filter((holder) => holder !== 'citizen' || !holders.includes('reporter'))
    .map(inWords)
    .join(', ');
}

export const grants = (permission: Permission, holder: Holder): boolean => (permissions[permission] as readonly Holder[]).includes(holder);
