/** How many numbers are remembered besides "all up to here": publishers of the same moment may overtake each other. */
const RECENT = 1_024;

/**
 * Reads a place in the server's history.
 *
 * @param {string} offset such as 3f9a12bc-4711
 */
export function parseOffset(offset) {
  const dash = offset.lastIndexOf('-');
  return { epoch: offset.slice(0, dash), number: Number(offset.slice(dash + 1)) };
}

/** The later of two places; of two lives of the server, the second one's. */
export function later(one, other) {
  if (!one || !other) return other ?? one;
  const [a, b] = [parseOffset(one), parseOffset(other)];
  return a.epoch === b.epoch && a.number > b.number ? one : other;
}

/** What one subscription has seen, so that a message which comes by two ways is seen once. */
export class Seen {
  #epoch = null;
  #floor = -1; // everything up to here has been seen, or is older than the subscription
  #recent = new Set();

  /** Notes a message; tells whether it is new. */
  add(offset) {
    const { epoch, number } = parseOffset(offset);
    this.#enter(epoch);
    if (number <= this.#floor || this.#recent.has(number)) return false;
    this.#recent.add(number);
    if (this.#recent.size > RECENT) {
      const [oldest] = this.#recent;
      this.#recent.delete(oldest);
      this.#floor = Math.max(this.#floor, oldest);
    }
    return true;
  }

  /** What is older than what has come so far, or than that place, belongs to others. */
  begin(offset) {
    const { epoch, number } = parseOffset(offset);
    this.#enter(epoch);
    let first = number + 1;
    for (const each of this.#recent) first = Math.min(first, each);
    this.#floor = Math.max(this.#floor, first - 1);
  }

  #enter(epoch) {
    if (epoch === this.#epoch) return;
    this.#epoch = epoch;
    this.#floor = -1;
    this.#recent.clear();
  }
}
