import { RialtoError } from './error.js';

/**
 * What the page publishes, in order: it waits while there is no connection, and what was not answered when a connection
 * broke is sent again with the next, because it may have been lost. So with QoS 1 a message may arrive twice; one with
 * QoS 0 is given up instead.
 */
export class Outgoing {
  #most;
  #waiting = [];
  #sent = new Set();
  #link = null;

  /** @param {number} most how many may wait or be unanswered */
  constructor(most) {
    this.#most = most;
  }

  /**
   * Adds one.
   *
   * @param {{topic: string, value: unknown, options: object}} publication
   * @returns {Promise<void>} as the server answers
   */
  add(publication) {
    if (this.#waiting.length + this.#sent.size >= this.#most) {
      return Promise.reject(new RialtoError('queue-full', `${this.#most} messages wait already.`));
    }
    return new Promise((resolve, reject) => {
      this.#waiting.push({ ...publication, resolve, reject });
      this.#send();
    });
  }

  /** There is a connection. */
  connected(link) {
    this.#link = link;
    this.#send();
  }

  /** There is none any more; a later answer of it counts for nothing. */
  disconnected() {
    this.#link = null;
    const again = [];
    for (const each of this.#sent) {
      if (each.options.qos === 0) each.reject(new RialtoError('connection-lost', 'The connection was lost.'));
      else again.push(each);
    }
    this.#sent.clear();
    this.#waiting.unshift(...again);
  }

  /** There will be none. */
  fail(error) {
    const all = [...this.#sent, ...this.#waiting];
    this.#sent.clear();
    this.#waiting = [];
    for (const each of all) each.reject(error);
  }

  #send() {
    while (this.#link && this.#waiting.length > 0 && this.#sent.size < this.#link.window) {
      const each = this.#waiting.shift();
      this.#sent.add(each);
      this.#link.publish(each).then(
        () => this.#settle(each, () => each.resolve()),
        (error) => {
          if (error.code !== 'connection-lost') this.#settle(each, () => each.reject(error));
        },
      );
    }
  }

  #settle(each, how) {
    if (!this.#sent.delete(each)) return; // of a connection that was given up: it is sent again
    how();
    this.#send();
  }
}
