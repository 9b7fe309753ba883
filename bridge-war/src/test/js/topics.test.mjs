import assert from 'node:assert/strict';
import test from 'node:test';
import { page } from './page-modules.mjs';

const { History, MAX_SERIES } = await page('history.js');
const { KEPT_BYTES } = await page('payload.js');
const { SlidingRate } = await page('rate.js');
const { TopicModel } = await page('topics.js');

const T0 = Date.UTC(2026, 0, 1);
const message = (topic, text = '1', rest = {}) => (
  { topic, payload: new TextEncoder().encode(text), qos: 0, retained: false, ...rest });
const about = (actual, expected, tolerance) => assert.ok(Math.abs(actual - expected) <= tolerance, `${actual}`);

test('a topic holds its last value, QoS, retained flag and count', () => {
  const model = new TopicModel();
  model.accept(message('a', '1', { qos: 1, retained: true }), T0);
  const topic = model.accept(message('a', 'two'), T0 + 5);
  assert.deepEqual([topic.value.text, topic.qos, topic.retained, topic.count, topic.lastAt],
    ['two', 0, false, 2, T0 + 5]);
  assert.equal(model.size, 1);
});

test('a topic does not keep the frame that its payload came in', () => {
  const frame = new TextEncoder().encode('head461tail');
  const topic = new TopicModel().accept({ ...message('a'), payload: frame.subarray(4, 7) }, T0);
  frame.fill(0);
  assert.equal(topic.value.text, '461');
});

test('of a huge payload the beginning is kept, and its true size', () => {
  const topic = new TopicModel().accept(message('a', 'x'.repeat(KEPT_BYTES + 1)), T0);
  assert.deepEqual([topic.value.text.length, topic.value.size, topic.value.cut], [KEPT_BYTES, KEPT_BYTES + 1, true]);
});

test('a retained message has no place in the history and in the rate', () => {
  const topic = new TopicModel().accept(message('a', '461', { retained: true }), T0);
  assert.equal(topic.history, null);
  assert.equal(topic.rate(T0), 0);
});

test('topics beyond the limit are counted, not shown, and known ones go on', () => {
  const model = new TopicModel(3);
  for (let i = 0; i < 10; i++) model.accept(message(`t${i}`), T0);
  assert.equal(model.accept(message('t9'), T0), null);
  assert.equal(model.accept(message('t0'), T0).count, 2);
  assert.deepEqual([model.size, model.hiddenTopics, model.hiddenMessages, model.messages], [3, 7, 8, 12]);
});

test('the names of hidden topics take bounded memory', () => {
  const model = new TopicModel(0);
  for (let i = 0; i < 25_000; i++) model.accept(message(`t${i}`), T0);
  assert.equal(model.hiddenMessages, 25_000);
  assert.ok(model.hiddenTopics <= 20_000 && model.hiddenTopics > 19_000, `${model.hiddenTopics}`);
});

test('clearing forgets all', () => {
  const model = new TopicModel(1);
  model.accept(message('a'), T0);
  model.accept(message('b'), T0);
  model.clear();
  assert.deepEqual([model.size, model.hiddenTopics, model.hiddenMessages, model.messages, model.rate(T0)],
    [0, 0, 0, 0, 0]);
});

test('a steady stream has its rate, soon after it began and later', () => {
  const rate = new SlidingRate();
  for (let i = 0; i < 8; i++) rate.add(T0 + i * 250);
  about(rate.perSecond(T0 + 2_000), 4, 0.5);
  for (let i = 8; i < 240; i++) rate.add(T0 + i * 250);
  about(rate.perSecond(T0 + 60_000), 4, 0.3);
});

test('one event is not a rate of a thousand per second', () => {
  const rate = new SlidingRate();
  rate.add(T0);
  assert.equal(rate.perSecond(T0), 1);
});

test('a rate falls to zero after the window, also after a long sleep', () => {
  for (const later of [10_500, 3_600_000]) {
    const rate = new SlidingRate();
    for (let i = 0; i < 100; i++) rate.add(T0 + i);
    assert.ok(rate.perSecond(T0 + 5_000) > 0);
    assert.equal(rate.perSecond(T0 + later), 0);
  }
});

test('a history keeps the newest points in order', () => {
  const history = new History(3);
  for (let i = 1; i <= 5; i++) history.add(i * 1_000, [['', i * 10]]);
  assert.deepEqual(history.columns(), [[3, 4, 5], [30, 40, 50]]);
  assert.deepEqual(history.columns(2), [[4, 5], [40, 50]]);
  assert.equal(history.length, 3);
});

test('a history has gaps where a member was missing, and no more than the first few members', () => {
  const history = new History(2);
  history.add(1_000, [['a', 1]]);
  history.add(2_000, [['b', 2]]);
  assert.deepEqual(history.columns(), [[1, 2], [1, null], [null, 2]]);
  history.add(3_000, ['c', 'd', 'e', 'f'].map((name) => [name, 3]));
  assert.deepEqual(history.names, ['a', 'b', 'c', 'd']);
  assert.equal(history.names.length, MAX_SERIES);
  assert.deepEqual(history.columns(), [[2, 3], [null, null], [2, null], [null, 3], [null, 3]]);
});
