/** What is timed. */
export const clockKinds = ['verification', 'first_follow_up', 'resolution', 'reporter_reply', 'completion', 'ombudsman_offer'] as const;
export type ClockKind = (typeof clockKinds)[number];

/** Clocks on the government; the others are the citizen's windows. */
export const governmentClocks: readonly ClockKind[] = ['verification', 'first_follow_up', 'resolution'];

/**
 * Why a clock stopped. `done`: what it waited for happened. `lapsed`: nobody made use of the window. `superseded`: the
 * report left the agency, or the leading agency's answer ended the part of a supporting one. `merged`: the report follows its
 * lead. `ended`: the report was archived, transferred or withdrawn.
 */
export const stopReasons = ['done', 'lapsed', 'superseded', 'merged', 'ended'] as const;
export type StopReason = (typeof stopReasons)[number];
