/** So many unconfirmed acknowledgements, and the server is asked whether it has them. */
const MANY = 256;

/**
 * Acknowledgements that the server may not have got. A session that is resumed sends such messages once more, and the
 * page shall not see them twice.
 *
 * A number is used again for another message, perhaps with the same value. Hence only messages are dropped that say they
 * may be repeated, and only as long as nothing shows that the server has the acknowledgement.
 */
export class Acknowledged {
  #unconfirmed = new Map(); // number to what was acknowledged

  /**
   * The page has seen a message.
   *
   * @param {{ack: number}} raw as it came
   * @param {number} requests how many requests have been sent before the acknowledgement
   * @returns {boolean} whether it is time to ask the server
   */
  add(raw, requests) {
    this.#unconfirmed.set(raw.ack, { content: content(raw), requests });
    return this.#unconfirmed.size % MANY === 0;
  }

  /** The server has answered a request, hence got every acknowledgement before it. */
  confirm(request) {
    for (const [ack, { requests }] of this.#unconfirmed) {
      if (requests < request) this.#unconfirmed.delete(ack);
    }
  }

  /** There is another connection: nothing that was sent on the last one will be answered. */
  reconnected() {
    for (const entry of this.#unconfirmed.values()) entry.requests = Infinity;
  }

  /** Whether the page has seen this one. */
  has(raw) {
    const known = this.#unconfirmed.get(raw.ack);
    if (!known) return false;
    if (raw.dup && known.content === content(raw)) return true;
    this.#unconfirmed.delete(raw.ack); // the number is another message's now
    return false;
  }

  /** There is another session. */
  clear() {
    this.#unconfirmed.clear();
  }

  get size() {
    return this.#unconfirmed.size;
  }
}

const content = ({ topic, value, base64 }) => JSON.stringify([topic, value, base64]);
