/** What is timed. */
export const clockKinds = ['verification', 'first_follow_up', 'resolution', 'reporter_reply', 'completion'] as const;
export type ClockKind = (typeof clockKinds)[number];

/** Clocks on the government; the other two are the citizen's windows. */
export const governmentClocks: readonly ClockKind[] = ['verification', 'first_follow_up', 'resolution'];
