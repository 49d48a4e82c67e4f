import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../', import.meta.url));
const shapes = /\.(requests?|views?)\.js$/;
const commented = /\/\*\*((?:[^*]|\*(?!\/))*)\*\/\s*export class (\w+)/g;

/**
 * What is said of a class of a shape, by its name. @nestjs/swagger's compiler plugin carries the comments of members
 * over, not those of classes; but the compiler keeps them in the built files.
 */
export function classComments(): Record<string, string> {
  const files = readdirSync(built, { recursive: true, encoding: 'utf8' }).filter((name) => shapes.test(name));
  const found = files.flatMap((name) => [...readFileSync(built + name, 'utf8').matchAll(commented)]);
  return Object.fromEntries(found.map(([, comment = '', name = '']) => [name, comment.replace(/\s*\n\s*\* ?/g, ' ').trim()]));
}
