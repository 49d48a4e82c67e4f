import { diffOf, isEmpty } from './calendar.diff.js';
import { type EffectiveRules, inherit, type OwnMembers } from './calendar.inheritance.js';

/** A calendar in the tree, as far as inheriting is concerned. */
export interface Heir {
  id: string;
  agencyId: string;
  /** The agency's line of ancestors, root first, itself last. */
  path: readonly string[];
  own: OwnMembers;
  rules: EffectiveRules;
}

/** The calendar of the nearest agency above. */
export function parentOf<Node extends Pick<Heir, 'agencyId' | 'path'>>(path: readonly string[], nodes: readonly Node[]): Node | undefined {
  const above = nodes.filter(({ agencyId }) => path.slice(0, -1).includes(agencyId));
  return above.reduce<Node | undefined>((nearest, node) => (nearest && nearest.path.length >= node.path.length ? nearest : node), undefined);
}

/**
 * What calendars below a changed one become, those above before those below; only those whose rules differ by it.
 * @param heirs the calendars of the city, the changed one among them with its new rules
 */
export function followersOf<Node extends Heir>(changed: Heir, heirs: readonly Node[]): { node: Node; rules: EffectiveRules; parentId: string }[] {
  const current = new Map<string, Heir>(heirs.map((heir) => [heir.id, heir]));
  current.set(changed.id, changed);
  const below = heirs.filter(({ id, path }) => id !== changed.id && path.includes(changed.agencyId));
  const inOrder = below.sort((a, b) => a.path.length - b.path.length);
  return inOrder.flatMap((node) => {
    const parent = parentOf(node.path, [...current.values()]);
    const rules = inherit(node.own, parent?.rules);
    current.set(node.id, { ...node, rules });
    return isEmpty(diffOf(node.rules, rules)) ? [] : [{ node, rules, parentId: parent?.id ?? changed.id }];
  });
}
