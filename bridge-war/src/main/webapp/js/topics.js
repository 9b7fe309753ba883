import { History } from './history.js';
import { KEPT_BYTES, numbersIn, readPayload } from './payload.js';
import { SlidingRate } from './rate.js';

/** Topics shown at most; what lies beyond is counted and the user is told. */
export const MAX_TOPICS = 500;

const MAX_HIDDEN_NAMES = 20_000;

/** What the page knows about one topic. */
export class Topic {
  count = 0;
  qos = 0;
  retained = false;
  /** Milliseconds since 1970 of the last message. */
  lastAt = 0;
  /** @type {History | null} null until a number has arrived */
  history = null;

  #bytes = null;
  #size = 0;
  #value = null;
  #rate = new SlidingRate();

  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  /**
   * @param {{payload: Uint8Array, qos: number, retained: boolean}} message
   * @param {number} now
   */
  accept({ payload, qos, retained }, now) {
    this.count++;
    this.qos = qos;
    this.retained = retained;
    this.lastAt = now;
    // A copy, because the payload is a window into a whole WebSocket frame, which it would keep in memory.
    this.#bytes = payload.slice(0, KEPT_BYTES);
    this.#size = payload.length;
    this.#value = null;
    // Nobody knows when a retained message was published: it has a value, but no place on a time axis or in a rate.
    if (retained) return;
    this.#rate.add(now);
    const numbers = numbersIn(payload);
    if (numbers.length === 0) return;
    this.history ??= new History();
    this.history.add(now, numbers);
  }

  /** @returns {import('./payload.js').Value} decoded when asked for, as most messages are overtaken before any paint */
  get value() {
    this.#value ??= readPayload(this.#bytes, this.#size);
    return this.#value;
  }

  /**
   * @param {number} now
   * @returns {number} live messages per second
   */
  rate(now) {
    return this.#rate.perSecond(now);
  }
}

/** All topics that match the current filter, in bounded memory. Knows nothing of the DOM. */
export class TopicModel {
  #topics = new Map();
  #hiddenNames = new Set();
  #rate = new SlidingRate();
  #limit;

  /** Messages received, and those among them whose topic is not shown. */
  messages = 0;
  hiddenMessages = 0;

  /** @param {number} [limit] topics shown at most */
  constructor(limit = MAX_TOPICS) {
    this.#limit = limit;
  }

  /** @returns {number} topics shown */
  get size() {
    return this.#topics.size;
  }

  /** @returns {number} a lower bound of the number of topics that are not shown, exact up to some twenty thousand */
  get hiddenTopics() {
    return this.#hiddenNames.size;
  }

  /**
   * @param {{topic: string, payload: Uint8Array, qos: number, retained: boolean}} message
   * @param {number} now milliseconds since 1970, not running backwards
   * @returns {Topic | null} the topic that changed, or null when it is beyond the limit
   */
  accept(message, now) {
    this.messages++;
    this.#rate.add(now);
    let topic = this.#topics.get(message.topic);
    if (!topic) {
      if (this.#topics.size >= this.#limit) {
        this.#hide(message.topic);
        return null;
      }
      topic = new Topic(message.topic);
      this.#topics.set(message.topic, topic);
    }
    topic.accept(message, now);
    return topic;
  }

  /**
   * @param {number} now
   * @returns {number} messages per second over all topics, hidden ones included
   */
  rate(now) {
    return this.#rate.perSecond(now);
  }

  /** Forgets everything. */
  clear() {
    this.#topics.clear();
    this.#hiddenNames.clear();
    this.#rate = new SlidingRate();
    this.messages = 0;
    this.hiddenMessages = 0;
  }

  #hide(name) {
    this.hiddenMessages++;
    // Hashes, because names may have 64 KiB each. Two names with one hash count as one: still a lower bound.
    if (this.#hiddenNames.size < MAX_HIDDEN_NAMES) this.#hiddenNames.add(fnv1a(name));
  }
}

function fnv1a(text) {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash;
}
