/** After so many failures in a row a WebSocket that has worked is not believed in any more. */
const PATIENCE = 3;

/** What has worked, by server, for as long as the page lives. */
const remembered = new Map();

/**
 * Which way to the server to try: the first that works, best first. A proxy may let only some through, and it takes a
 * while to notice; so what has worked is where the next attempt begins.
 */
export class Ladder {
  #memory;
  #stay;
  #failures = 0;

  /**
   * @param {string} server
   * @param {string[]} kinds best first
   * @param {boolean} stay whether a WebSocket that has worked must do, since only it resumes a session
   */
  constructor(server, kinds, stay, memories = remembered) {
    this.kinds = kinds;
    this.#stay = stay;
    this.#memory = memories.get(server) ?? { kind: kinds[0], best: false };
    if (!kinds.includes(this.#memory.kind)) this.#memory = { kind: kinds[0], best: false };
    memories.set(server, this.#memory);
    this.kind = this.#memory.kind;
  }

  get isBest() {
    return this.kind === this.kinds[0];
  }

  /** This one works. */
  opened() {
    this.#failures = 0;
    this.#memory.kind = this.kind;
    if (this.isBest) this.#memory.best = true;
  }

  /**
   * This one doesn't.
   *
   * @param {boolean} stay whether no other way would lead further, such as when there is no server
   * @returns {boolean} whether another one may be tried at once
   */
  failed(stay) {
    this.#failures++;
    const next = this.kinds[this.kinds.indexOf(this.kind) + 1];
    const trusted = this.isBest && this.#memory.best && (this.#stay || this.#failures < PATIENCE);
    if (stay || trusted || !next) {
      this.kind = this.#memory.kind;
      return false;
    }
    this.kind = next;
    return true;
  }

  /** A better one is to be tried: the best, or the next better. */
  climb(toTheTop) {
    this.kind = toTheTop ? this.kinds[0] : this.kinds[Math.max(0, this.kinds.indexOf(this.kind) - 1)];
  }
}
