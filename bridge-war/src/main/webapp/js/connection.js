import { retryDelay } from './backoff.js';
import { IDENTIFIER_REJECTED, refusal, SERVER_UNAVAILABLE } from './reasons.js';

/** A connection that breaks sooner than this counts as one more failure: it must not reset the back-off. */
const STABLE_AFTER = 5_000;

/**
 * @typedef {object} ConnectionState
 * @property {'connecting' | 'connected' | 'reconnecting' | 'refused'} name
 * @property {number} attempt failures in a row so far, which is the number of the attempt under way or to come
 * @property {number | null} retryAt when the next attempt starts, in milliseconds of `now`; null when none is planned
 * @property {string} reason a sentence, empty when there is nothing to explain
 */

/**
 * Keeps one session up: connects, notices its end, waits, tries again, and stops when it is told to go away.
 *
 * @param {object} parts
 * @param {(clientId: string, events: import('./session.js').SessionEvents) => object} parts.open see `openSession`
 * @param {() => Promise<{refused: boolean, reason: string}>} parts.explain see `explainFailure`
 * @param {() => string} parts.newClientId
 * @param {(state: ConnectionState, session: object | null) => void} parts.onState the session is there when connected
 * @param {(message: object) => void} parts.onMessage
 * @param {() => number} [parts.now] milliseconds
 * @param {() => number} [parts.random]
 * @param {typeof setTimeout} [parts.later]
 * @param {typeof clearTimeout} [parts.cancel]
 */
export function createConnection({
  open, explain, newClientId, onState, onMessage,
  now = () => performance.now(), random = Math.random,
  later = (f, ms) => setTimeout(f, ms), cancel = (timer) => clearTimeout(timer),
}) {
  let clientId = newClientId();
  let state = { name: 'connecting', attempt: 0, retryAt: null, reason: '' };
  let session = null;
  let timer = null;
  let trying = false;
  let connectedAt = 0;
  // Counts attempts, so that what an earlier one still reports is recognised as old news.
  let generation = 0;

  const change = (changes) => {
    state = { ...state, ...changes };
    onState(state, state.name === 'connected' ? session : null);
  };

  const planRetry = (name, reason) => {
    const attempt = state.attempt + 1;
    const delay = retryDelay(attempt, random);
    timer = later(connect, delay);
    change({ name, attempt, retryAt: now() + delay, reason });
  };

  function connect() {
    cancel(timer);
    timer = null;
    trying = true;
    const current = ++generation;
    const ifCurrent = (handler) => (...args) => { if (current === generation) handler(...args); };
    change({ name: state.attempt === 0 ? 'connecting' : 'reconnecting', retryAt: null });
    session = open(clientId, {
      onConnected: ifCurrent(() => {
        trying = false;
        connectedAt = now();
        change({ name: 'connected', retryAt: null, reason: '' });
      }),
      onFailed: ifCurrent((failure) => {
        trying = false;
        failed(failure, current);
      }),
      onLost: ifCurrent((reason) => {
        if (now() - connectedAt >= STABLE_AFTER) state.attempt = 0;
        planRetry('reconnecting', reason);
      }),
      onMessage: ifCurrent(onMessage),
    });
  }

  function failed({ code, handshake, reason }, current) {
    if (code === SERVER_UNAVAILABLE) return planRetry('refused', refusal(code));
    if (code !== undefined) {
      if (code === IDENTIFIER_REJECTED) clientId = newClientId();
      return change({ name: 'refused', attempt: state.attempt + 1, retryAt: null, reason: refusal(code) });
    }
    planRetry('reconnecting', reason);
    if (handshake) explain().then((answer) => explained(answer, current));
  }

  function explained({ refused, reason }, current) {
    if (current !== generation || timer === null) return; // the next attempt has begun: it will ask for itself
    if (refused) {
      cancel(timer);
      timer = null;
      change({ name: 'refused', retryAt: null, reason });
    } else {
      change({ reason });
    }
  }

  return {
    /** Makes the first attempt. */
    start: connect,

    /** Tries at once, unless connected or trying already. */
    retryNow() {
      if (!trying && state.name !== 'connected') connect();
    },

    /** @returns {ConnectionState} */
    get state() {
      return state;
    },
  };
}
