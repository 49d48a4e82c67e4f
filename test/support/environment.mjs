import { types } from 'node:util';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Jest runs each file in a realm of its own, where `instanceof Error` is false for what Node itself throws. Code under
 * test must see a refused connection as it does in production.
 */
export default class extends TestEnvironment {
  constructor(...given) {
    super(...given);
    const { Error } = this.global;
    const ordinary = Function.prototype[Symbol.hasInstance];
    Object.defineProperty(Error, Symbol.hasInstance, {
      value(candidate) {
        return ordinary.call(this, candidate) || (this === Error && types.isNativeError(candidate));
      },
    });
  }
}
