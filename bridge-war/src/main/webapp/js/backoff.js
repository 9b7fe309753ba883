/** The longest wait between two attempts, in milliseconds. */
export const LONGEST_DELAY = 15_000;

const FIRST_CEILING = 1_000;

/**
 * How long to wait before a reconnect attempt.
 *
 * The ceiling doubles with each attempt, and the delay is drawn from its upper half: after a restart of the broker
 * every open page would otherwise come back in the same instant, and again at every later attempt.
 *
 * @param {number} attempt 1 for the first attempt after a failure
 * @param {() => number} [random] a number in [0, 1)
 * @returns {number} milliseconds, from 500 to 15,000
 */
export function retryDelay(attempt, random = Math.random) {
  const ceiling = Math.min(LONGEST_DELAY, FIRST_CEILING * 2 ** (attempt - 1));
  return ceiling / 2 + random() * (ceiling / 2);
}
