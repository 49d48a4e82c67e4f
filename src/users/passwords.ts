import { randomInt } from 'node:crypto';
import { hash, verify } from '@node-rs/argon2';

// OWASP's first choice for argon2id: 19 MiB, two passes, one lane; 31 ms a check on one core.
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// The same letter may be typed as one code point or as two (NIST SP 800-63B, 3.1.1.2).
const normal = (password: string): string => password.normalize('NFKC');

let decoy: Promise<string> | undefined;

export const hashPassword = (password: string): Promise<string> => hash(normal(password), cost);

/** Takes as long for an account that does not exist as for one that does, so that time tells nothing. */
export async function passwordFits(password: string, stored: string | undefined): Promise<boolean> {
  decoy ??= hashPassword('nobody has this password');
  const against = stored ?? (await decoy);
  return (await verify(against, normal(password))) && stored !== undefined;
}

// Without look-alikes: it is read out over the telephone.
const letters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password of 79 random bits in four groups of four. */
export const newPassword = (): string =>
  Array.from({ length: 4 }, () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join('')).join('-');
