import { createChart } from './chart.js';
import * as format from './format.js';
import { KEPT_BYTES, numbersIn } from './payload.js';

const FIRST_PART = 4_000; // characters of a long value, until all of it is asked for
const LONG_PAUSE = 1_000; // milliseconds between two paints of a long value

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium' });

/**
 * The panel about the selected topic: chart, whole value and facts.
 *
 * @param {object} parts
 * @param {() => void} parts.onClose
 * @param {(topic: string) => void} parts.onPublish
 */
export function createDetail({ onClose, onPublish }) {
  const id = (name) => document.getElementById(name);
  const panel = id('detail');
  const host = id('chart');
  const legend = id('legend');
  const template = id('legend-item');
  const facts = Object.fromEntries([...panel.querySelectorAll('.facts [data-part]')].map((e) => [e.dataset.part, e]));
  let topic = null;
  let painted = null; // the value on the page
  let paintedAt = 0;
  let all = false;
  let cursor = null;
  let columns = [];

  const chart = createChart(host, (index) => {
    cursor = index;
    paintLegend();
  });

  id('detail-close').addEventListener('click', onClose);
  id('detail-publish').addEventListener('click', () => onPublish(topic.name));
  id('detail-all').addEventListener('click', () => {
    all = true;
    painted = null;
    paintValue(0);
    id('detail-value').focus();
  });
  addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && topic) onClose();
  });

  function paintValue(now) {
    const { value } = topic;
    const long = value.text.length > FIRST_PART;
    if (value === painted || (long && all && now - paintedAt < LONG_PAUSE && painted)) return;
    painted = value;
    paintedAt = now;
    id('detail-value').textContent = all ? value.text : value.text.slice(0, FIRST_PART);
    id('detail-value').dataset.kind = value.kind;
    id('detail-kind').textContent = describe(value);
    id('detail-all').hidden = all || !long;
  }

  function paintChart() {
    const { history } = topic;
    host.hidden = legend.hidden = !history;
    id('chart-note').textContent = history ? '' : noChart(topic);
    if (!history) return;
    columns = history.columns();
    chart.show(history.names, columns);
    paintLegend();
  }

  function paintLegend() {
    if (!topic?.history) return;
    const { names } = topic.history;
    while (legend.children.length > names.length) legend.lastElementChild.remove();
    while (legend.children.length < names.length) legend.append(template.content.cloneNode(true));
    for (const [i, name] of names.entries()) {
      const column = columns[i + 1] ?? [];
      const known = column.filter((n) => n !== null);
      const part = (key) => legend.children[i].querySelector(`[data-part=${key}]`);
      const at = cursor === null ? known.at(-1) : column[cursor];
      part('name').textContent = name || (cursor === null ? 'Now' : clock.format(columns[0][cursor] * 1_000));
      part('value').textContent = format.number(at);
      part('range').textContent = known.length === 0 ? ''
        : `from ${format.number(Math.min(...known))} to ${format.number(Math.max(...known))}`;
    }
  }

  return {
    /** @param {import('./topics.js').Topic | null} next null closes the panel */
    show(next) {
      topic = next;
      painted = null;
      all = false;
      chart.clear();
      panel.hidden = topic === null;
      document.body.toggleAttribute('data-detail', topic !== null);
      if (!topic) return;
      id('detail-topic').textContent = topic.name;
      host.setAttribute('aria-label', 'Chart of the values that have arrived; the list below has their range');
    },

    /** @param {number} now milliseconds since 1970 */
    paint(now) {
      if (!topic) return;
      if (facts.count.textContent !== format.count(topic.count) || painted === null) paintChart();
      paintValue(now);
      facts.count.textContent = format.count(topic.count);
      facts.rate.textContent = format.rate(topic.rate(now));
      facts.qos.textContent = String(topic.qos);
      facts.retained.textContent = topic.retained ? 'yes' : 'no';
      facts.time.textContent = clock.format(topic.lastAt);
    },
  };
}

function noChart({ retained, value }) {
  return retained && numbersIn(new TextEncoder().encode(value.text)).length > 0
    ? 'The broker had kept this message, nobody knows since when. The chart begins with the next one.'
    : 'No chart: the value is not a number.';
}

function describe({ kind, size, cut }) {
  const length = format.counted(size, 'byte');
  const scope = cut ? `, of which the page keeps the first ${format.count(KEPT_BYTES)}` : '';
  return `${{ empty: 'empty', text: 'text', binary: 'binary, as hexadecimal' }[kind]}, ${length}${scope}`;
}
