import { createConnection } from './connection.js';
import { createDetail } from './detail.js';
import { createFilterForm } from './filter-form.js';
import { matches } from './filter.js';
import * as format from './format.js';
import { createFrames } from './frames.js';
import { explainFailure } from './probe.js';
import { createPublishForm } from './publish-form.js';
import { newClientId, openSession } from './session.js';
import { createStatus } from './status.js';
import { createSubscription } from './subscription.js';
import { createTopicList } from './topic-list.js';
import { TopicModel } from './topics.js';
import { createTotals } from './totals.js';

const FRAME = 100; // milliseconds between two paints
const CALM_FRAME = 500; // the same for those who asked for less motion
const TICK = 1_000;

const id = (name) => document.getElementById(name);
const wide = matchMedia('(min-width: 72rem)');
const calm = matchMedia('(prefers-reduced-motion: reduce)');

// Relative to the page, so that any context path works; the query and the hash of the page do not carry over.
const httpUrl = new URL('mqtt', location.href);
const wsUrl = new URL(httpUrl);
wsUrl.protocol = httpUrl.protocol === 'https:' ? 'wss:' : 'ws:';

/** Milliseconds since 1970, but never backwards, even when somebody sets the clock. */
const now = () => performance.timeOrigin + performance.now();

const model = new TopicModel();
const paintTotals = createTotals(model);
let session = null;
let paused = false;
let missed = 0;
let mayChoose = true; // until the user has chosen a topic, the page may

const list = createTopicList({ table: document.querySelector('.topics table'), template: id('topic-row'), onSelect });
const detail = createDetail({ onClose: () => list.unselect(), onPublish: (t) => form.prefill(t) });
const form = createPublishForm(() => session);
const frames = createFrames(paint, () => (calm.matches ? CALM_FRAME : FRAME));
const filterForm = createFilterForm(subscribe);
const subscription = createSubscription((news) => {
  filterForm.report(news);
  describeEmptiness(news.state);
});

function onSelect(topic) {
  mayChoose = false;
  detail.show(topic);
  detail.paint(now());
}

function onMessage(message) {
  // Messages for the filter before this one may still be on their way.
  if (subscription.filter === null || !matches(subscription.filter, message.topic)) return;
  const topic = model.accept(message, now());
  if (topic) list.touch(topic);
  if (paused) missed++;
  else if (topic?.history && mayChoose && wide.matches) choose(topic);
  frames();
}

function choose(topic) {
  list.touch(topic);
  list.paint(now());
  list.select(topic);
}

function paint() {
  if (paused) {
    id('pause').textContent = `Resume (${format.counted(missed, 'new message')})`;
    return;
  }
  const time = now();
  list.paint(time);
  detail.paint(time);
  paintTotals(time);
  id('empty').hidden = model.messages > 0;
}

function subscribe(wanted) {
  if (wanted?.filter !== subscription.filter) clear();
  subscription.want(wanted);
}

function clear() {
  model.clear();
  list.clear();
  mayChoose = true;
  setPaused(false);
}

function setPaused(on) {
  paused = on;
  missed = 0;
  id('pause').setAttribute('aria-pressed', String(paused));
  id('pause').textContent = paused ? 'Resume' : 'Pause';
  frames();
}

function describeEmptiness(state) {
  id('empty-headline').textContent = {
    active: `No message has arrived yet for ${subscription.filter}.`,
    refused: 'The broker refuses this filter, so there is nothing to show.',
    pending: 'Waiting for the first message.',
    none: session ? 'The page is not subscribed to anything.' : 'Topics appear here once the page is connected.',
  }[state];
}

id('pause').addEventListener('click', () => setPaused(!paused));

// The hash holds the filter, so links within the page must move the focus without touching it.
for (const link of document.querySelectorAll('a[href^="#"]')) {
  link.addEventListener('click', (event) => {
    event.preventDefault();
    const target = document.querySelector(link.hash);
    target.scrollIntoView();
    (target.matches('form') ? target.elements[0] : target).focus({ preventScroll: true });
  });
}

setInterval(() => {
  if (paused || document.hidden) return;
  list.tick(now());
  frames();
}, TICK);

const showStatus = createStatus({ address: wsUrl.href, onRetry: () => connection.retryNow() });
const connection = createConnection({
  open: (clientId, events) => openSession(wsUrl.href, clientId, events),
  explain: () => explainFailure(httpUrl),
  newClientId,
  onMessage,
  onState(state, next) {
    showStatus(state);
    if (next === session) return;
    session = next;
    subscription.use(session);
  },
});

addEventListener('online', () => connection.retryNow());
document.addEventListener('visibilitychange', () => {
  if (document.hidden) return;
  connection.retryNow();
  frames();
});

filterForm.start();
connection.start();
