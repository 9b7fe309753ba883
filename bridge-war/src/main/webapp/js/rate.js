const SLOT = 500;
const SLOTS = 20;

/**
 * Events per second over the last ten seconds, in constant space and without a list of time stamps: the window is a
 * ring of twenty half-second counters.
 */
export class SlidingRate {
  #slots = new Uint32Array(SLOTS);
  #newest = 0;
  #since = null;

  /**
   * Counts one event.
   *
   * @param {number} now milliseconds on any clock that does not run backwards
   */
  add(now) {
    this.#since ??= now;
    this.#advance(now);
    this.#slots[this.#newest % SLOTS]++;
  }

  /**
   * A young source is measured over its age, not over a window it has not lived through yet.
   *
   * @param {number} now milliseconds on the same clock
   * @returns {number} events per second
   */
  perSecond(now) {
    if (this.#since === null) return 0;
    this.#advance(now);
    const events = this.#slots.reduce((sum, n) => sum + n, 0);
    const window = SLOT * (SLOTS - 1) + (now % SLOT);
    return events * 1_000 / Math.min(window, Math.max(1_000, now - this.#since));
  }

  #advance(now) {
    const slot = Math.floor(now / SLOT);
    if (slot - this.#newest >= SLOTS) this.#slots.fill(0);
    else for (let s = this.#newest + 1; s <= slot; s++) this.#slots[s % SLOTS] = 0;
    this.#newest = Math.max(this.#newest, slot);
  }
}
