import * as format from './format.js';
import { preview } from './payload.js';
import { drawSparkline, releaseSparkline } from './sparkline.js';

const LONGEST_NAME = 240;
const LIVELY = 1_500; // milliseconds

/**
 * One row of the table. Text reaches the document only as text nodes: topics and payloads come from strangers.
 */
export class Row {
  visible = false;
  #painted = new Map();
  #drawnAt = -1;

  /**
   * @param {HTMLTemplateElement} template
   * @param {import('./topics.js').Topic} topic
   */
  constructor(template, topic) {
    this.topic = topic;
    this.element = template.content.firstElementChild.cloneNode(true);
    this.element.dataset.topic = topic.name;
    this.button = this.element.querySelector('button');
    this.canvas = this.element.querySelector('canvas');
    this.parts = Object.fromEntries(['path', 'leaf', 'qos', 'retained']
      .map((part) => [part, this.element.querySelector(`[data-part=${part}]`)]));
    this.roles = Object.fromEntries(['value', 'rate', 'count', 'age']
      .map((role) => [role, this.element.querySelector(`[data-role=${role}]`)]));
    this.#name(topic.name);
  }

  /** @param {number} now milliseconds since 1970 */
  paint(now) {
    const { topic } = this;
    const { value } = topic;
    this.#text(this.roles.value, preview(value));
    this.#attribute(this.roles.value, 'kind', value.kind);
    this.#text(this.parts.qos, `QoS ${topic.qos}`);
    this.#text(this.roles.count, format.count(topic.count));
    if (this.parts.retained.hidden === topic.retained) this.parts.retained.hidden = !topic.retained;
    this.paintTime(now);
    if (this.visible) this.drawTrend();
  }

  /**
   * What changes although no message has come.
   *
   * @param {number} now milliseconds since 1970
   */
  paintTime(now) {
    const age = now - this.topic.lastAt;
    this.#text(this.roles.rate, format.rate(this.topic.rate(now)));
    this.#text(this.roles.age, format.age(age));
    this.#attribute(this.element, 'lively', String(age < LIVELY));
  }

  /** @param {boolean} [force] draw even what has been drawn, because its colours have changed */
  drawTrend(force = false) {
    if (!force && this.#drawnAt === this.topic.count) return;
    this.#drawnAt = this.topic.count;
    if (!this.topic.history) return;
    this.#attribute(this.element, 'charted', 'true');
    drawSparkline(this.canvas, this.topic.history);
  }

  /** Gives back what only a row on the screen needs. */
  hide() {
    this.visible = false;
    this.#drawnAt = -1;
    releaseSparkline(this.canvas);
  }

  #name(name) {
    const short = name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
    const slash = Math.max(0, short.lastIndexOf('/', short.length - 2));
    this.parts.path.textContent = short.slice(0, slash);
    this.parts.leaf.textContent = short.slice(slash);
  }

  // The comparison is with what was written last, as reading the document would cost more than writing it.
  #text(element, text) {
    if (this.#painted.get(element) === text) return;
    this.#painted.set(element, text);
    element.textContent = text;
  }

  #attribute(element, name, value) {
    if (element.dataset[name] !== value) element.dataset[name] = value;
  }
}
