import { matches } from '../js/filter.js';
import { later, Seen } from './offset.js';

/** What one call of `subscribe` has asked for, over all connections. */
export class Subscription {
  /** Whether the session that there is has it. */
  established = false;
  #seen = new Seen();
  #handler;
  #options;
  #from = null; // up to here, everything has come
  #began = false; // on some connection
  #unnumbered = false; // some messages are not in the history
  #caughtUp = false; // what other subscriptions are sent is no older than what this one is sent

  constructor(filter, { since, ...options }, handler) {
    this.filter = filter;
    this.#options = options;
    this.#handler = handler;
    this.#from = since ?? null;
    this.ready = new Promise((resolve, reject) => Object.assign(this, { accept: resolve, refuse: reject }));
    this.ready.catch(() => {}); // there is an event, too
  }

  get qos() {
    return this.#options.qos ?? 1;
  }

  /** What to ask the server for: at first as the page has said, then what was missed. */
  request() {
    const { qos, last, retained } = this.#options;
    if (this.#from) return { filter: this.filter, qos, since: this.#from, ...(this.#began ? { retained: 'no' } : {}) };
    return { filter: this.filter, qos, last, retained };
  }

  /**
   * The server has it.
   *
   * @param {{offset?: string, gap?: boolean}} answer
   * @returns {boolean} whether something may be missing
   */
  begin({ offset, gap = false }) {
    const mayMiss = gap || (this.#began && (!this.#from || this.#unnumbered));
    this.established = true;
    this.#began = true;
    this.#unnumbered = false;
    if (offset) {
      if (this.#from || !this.#options.last) this.#seen.begin(offset); // the last messages are older
      this.#from = later(this.#from, offset);
    }
    return mayMiss;
  }

  /** What was missed has come. */
  caughtUp() {
    this.#caughtUp = true;
  }

  /** The connection has ended, where everything up to that place had come. */
  disconnected(at) {
    if (this.#caughtUp) this.#from = later(this.#from, at);
    this.#caughtUp = false;
  }

  wants(topic) {
    return matches(this.filter, topic);
  }

  /**
   * Gives the page a message that it has not seen.
   *
   * @returns {unknown} what its handler returns
   */
  give(message) {
    if (message.offset && !this.#seen.add(message.offset)) return undefined;
    if (message.offset && !this.#caughtUp && !message.retain) this.#from = later(this.#from, message.offset);
    if (!message.offset && !message.retain) this.#unnumbered = true;
    return this.#handler(message);
  }
}
