import { onSchemeChange } from './palette.js';
import { Row } from './row.js';

const PAGE = 10; // rows that Page Up and Page Down move

/**
 * The table of topics, in alphabetical order. Only rows on the screen follow every paint; the others follow the slow
 * tick, so that 500 busy topics cost no more than the few that can be seen.
 *
 * @param {object} parts
 * @param {HTMLTableElement} parts.table
 * @param {HTMLTemplateElement} parts.template
 * @param {(topic: import('./topics.js').Topic | null) => void} parts.onSelect
 */
export function createTopicList({ table, template, onSelect }) {
  const body = table.tBodies[0];
  const rows = new Map();
  const byElement = new WeakMap();
  const changed = new Set();
  let order = [];
  let selected = null;
  let entry = null; // the one row that the Tab key reaches

  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const row = byElement.get(target);
      row.visible = isIntersecting;
      if (isIntersecting) row.drawTrend();
      else row.hide();
    }
  }, { rootMargin: '100px' });

  onSchemeChange(() => {
    for (const row of rows.values()) if (row.visible) row.drawTrend(true);
  });

  const add = (topic) => {
    const row = new Row(template, topic);
    rows.set(topic.name, row);
    byElement.set(row.element, row);
    const at = placeOf(order, topic.name);
    body.insertBefore(row.element, order[at]?.element ?? null);
    order.splice(at, 0, row);
    observer.observe(row.element);
    if (!entry || (at === 0 && entry === order[1] && !selected)) enter(row); // the top one, as long as nobody chose
    return row;
  };

  function enter(row) {
    if (entry) entry.button.tabIndex = -1;
    entry = row;
    if (entry) entry.button.tabIndex = 0;
  }

  const select = (row) => {
    selected?.button.setAttribute('aria-pressed', 'false');
    selected?.element.classList.remove('selected');
    selected = row;
    selected?.button.setAttribute('aria-pressed', 'true');
    selected?.element.classList.add('selected');
    onSelect(selected?.topic ?? null);
  };

  body.addEventListener('click', (event) => {
    const row = byElement.get(event.target.closest('tr'));
    if (!row) return;
    // A click that ends the marking of text is not meant for the row. (Keys have no detail.)
    if (event.detail > 0 && String(getSelection()) !== '') return;
    enter(row);
    select(row === selected ? null : row);
    row.element.scrollIntoView({ block: 'nearest' }); // on a narrow screen, out from under the panel it has opened
  });

  body.addEventListener('keydown', (event) => {
    const row = byElement.get(event.target.closest('tr'));
    const at = order.indexOf(row);
    const to = target(event.key, at, order.length);
    if (to === undefined || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    enter(order[Math.max(0, Math.min(order.length - 1, to))]);
    entry.button.focus();
  });

  return {
    /** @param {import('./topics.js').Topic} topic that has had a message */
    touch(topic) {
      changed.add(topic);
    },

    /**
     * Paints the topics that have changed and are on the screen, and those that are new.
     *
     * @param {number} now milliseconds since 1970
     */
    paint(now) {
      for (const topic of changed) {
        const known = rows.get(topic.name);
        if (known && !known.visible) continue;
        (known ?? add(topic)).paint(now);
        changed.delete(topic);
      }
      table.hidden = rows.size === 0;
    },

    /**
     * Paints the passing of time, and all changes off the screen.
     *
     * @param {number} now milliseconds since 1970
     */
    tick(now) {
      for (const topic of changed) {
        const known = rows.get(topic.name);
        if (!known) continue; // its row comes with the next paint
        known.paint(now);
        changed.delete(topic);
      }
      for (const row of rows.values()) row.paintTime(now);
    },

    /** @param {import('./topics.js').Topic} topic */
    select(topic) {
      const row = rows.get(topic.name);
      if (!row) return;
      enter(row);
      select(row);
    },

    /** Ends the selection and puts the focus back where it began. */
    unselect() {
      const row = selected;
      select(null);
      row?.button.focus();
    },

    /** Forgets all rows. */
    clear() {
      observer.disconnect();
      body.replaceChildren();
      rows.clear();
      changed.clear();
      order = [];
      enter(null);
      if (selected) select(null);
      table.hidden = true;
    },
  };
}

function target(key, at, count) {
  switch (key) {
    case 'ArrowUp': return at - 1;
    case 'ArrowDown': return at + 1;
    case 'PageUp': return at - PAGE;
    case 'PageDown': return at + PAGE;
    case 'Home': return 0;
    case 'End': return count - 1;
    default: return undefined;
  }
}

function placeOf(order, name) {
  let low = 0;
  let high = order.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (order[middle].topic.name < name) low = middle + 1;
    else high = middle;
  }
  return low;
}
