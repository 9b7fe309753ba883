import { Rialto } from './rialto/client.js';
import { serverAddress } from './rialto/address.js';

export { RialtoError } from './rialto/error.js';

/**
 * Connects to the server that this module came from, or to another one.
 *
 * @param {import('./rialto.d.ts').ConnectOptions} [options]
 * @returns {import('./rialto.d.ts').Rialto} at once; it connects, and stays connected, by itself
 */
export function connect(options = {}) {
  return new Rialto(serverAddress(options.url, import.meta.url, globalThis.location?.href), options);
}
