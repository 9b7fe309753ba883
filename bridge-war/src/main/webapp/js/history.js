/** Points kept per topic, and lines drawn at most in one chart. */
export const POINTS = 600;
export const MAX_SERIES = 4;

/**
 * The last numbers of one topic in a ring: a fixed amount of memory however long the page stays open.
 *
 * A series is a named line. The first few names seen are kept; a point that lacks a name leaves a gap in its line.
 */
export class History {
  #capacity;
  #times;
  #series = new Map();
  #next = 0;
  #length = 0;

  /** @param {number} [capacity] points kept */
  constructor(capacity = POINTS) {
    this.#capacity = capacity;
    this.#times = new Float64Array(capacity);
  }

  /** @returns {number} points held, at most the capacity */
  get length() {
    return this.#length;
  }

  /** @returns {string[]} at most {@link MAX_SERIES} names in order of appearance; '' is a payload that is a number */
  get names() {
    return [...this.#series.keys()];
  }

  /**
   * @param {number} time milliseconds since 1970
   * @param {[string, number][]} numbers
   */
  add(time, numbers) {
    for (const column of this.#series.values()) column[this.#next] = NaN;
    for (const [name, number] of numbers) {
      const column = this.#column(name);
      if (column) column[this.#next] = number;
    }
    this.#times[this.#next] = time;
    this.#next = (this.#next + 1) % this.#capacity;
    this.#length = Math.min(this.#length + 1, this.#capacity);
  }

  /**
   * The newest points as uPlot wants them, oldest first: seconds, then one column per series with null for a gap.
   *
   * @param {number} [points] at most this many
   * @returns {(number | null)[][]}
   */
  columns(points = this.#length) {
    const count = Math.min(points, this.#length);
    const first = this.#next - count + this.#capacity;
    const table = [this.#times, ...this.#series.values()];
    return table.map((column, c) => Array.from({ length: count }, (_, i) => {
      const cell = column[(first + i) % this.#capacity];
      if (c === 0) return cell / 1_000;
      return Number.isNaN(cell) ? null : cell;
    }));
  }

  #column(name) {
    if (!this.#series.has(name) && this.#series.size < MAX_SERIES) {
      this.#series.set(name, new Float64Array(this.#capacity).fill(NaN));
    }
    return this.#series.get(name);
  }
}
