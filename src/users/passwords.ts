import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane; 31 ms a check on one core.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The same letter may be typed as one code point or as two (NIST SP 800-63B, 3.1.1.2).
const normal = (password: string): string => password.normalize('NFKC');

type Check = (against: string, password: string) => Promise<boolean>;

let decoy: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost);

/**
 * Works as hard for an account that does not exist as for one that does, so that time tells nothing: `check` is called
 * once in either case, against a hash of the same cost.
 */
export async function passwordFits(password: string, stored: string | undefined, check: Check = verify): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const against = stored ?? (await decoy);
  return (await check(against, normal(password))) && stored !== undefined;
}

// Without look-alikes: it is read out over the telephone.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password of 79 random bits in four groups of four. */
export const newPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-');
