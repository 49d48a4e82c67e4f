import { verify } from '@node-rs/argon2';
import { hashPassword, newPassword, passwordFits } from './passwords.js';

const password = 'kunci-yang-panjang-1708';

/** Checks as ever, and keeps what the checks cost. */
function counted(): { check: typeof verify; costs: string[] } {
  const costs: string[] = [];
  const check: typeof verify = (against, given) => {
    costs.push(String(against).split('$').slice(1, 4).join(' '));
    return verify(against, given);
  };
  return { check, costs };
}

describe('A password', () => {
  test('fits its own hash, however its letters were typed, and no other', async () => {
    const stored = await hashPassword('café-1708');
    expect(await passwordFits('cafe\u0301-1708', stored)).toBe(true);
    expect(await passwordFits('cafe-1708', stored)).toBe(false);
  });

  test('is checked once and at the same cost, whether the account exists or not', async () => {
    const { check, costs } = counted();
    expect(await passwordFits('wrong', await hashPassword(password), check)).toBe(false);
    expect(await passwordFits('wrong', undefined, check)).toBe(false);
    // Not even the decoy's own password opens an account that does not exist.
    expect(await passwordFits('nobody has this password', undefined, check)).toBe(false);
    expect(costs).toEqual(Array(3).fill('argon2id v=19 m=19456,t=2,p=1'));
  });

  test('would not be checked by the obvious code, which tells the two apart', async () => {
    const { check, costs } = counted();
    const naive = async (given: string, stored: string | undefined): Promise<boolean> => stored !== undefined && (await check(stored, given));
    await naive('wrong', await hashPassword(password));
    await naive('wrong', undefined);
    expect(costs).toHaveLength(1);
  });

  test('made by the system has four groups of four, and is never the same', () => {
    expect(newPassword()).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(newPassword()).not.toBe(newPassword());
  });
});
