import assert from 'node:assert/strict';
import test from 'node:test';
import { page } from './page-modules.mjs';

const { createConnection } = await page('connection.js');
const { explainFailure } = await page('probe.js');
const { firstSentence, refusal } = await page('reasons.js');
const { createSubscription } = await page('subscription.js');

/** A connection with a clock that the test turns and a network that the test plays. */
function rig(explanation = { refused: false, reason: 'Silence.' }) {
  const r = { time: 0, timer: null, states: [], ids: [], messages: [], explained: 0 };
  let ids = 0;
  r.connection = createConnection({
    open: (clientId, events) => {
      r.ids.push(clientId);
      r.events = events;
      return { number: r.ids.length };
    },
    explain: async () => {
      r.explained++;
      return explanation;
    },
    newClientId: () => `page-${ids++}`,
    onState: (state, session) => r.states.push({ ...state, session }),
    onMessage: (m) => r.messages.push(m),
    now: () => r.time,
    random: () => 0,
    later: (run, ms) => (r.timer = { run, ms }),
    cancel: () => { r.timer = null; },
  });
  Object.defineProperty(r, 'last', { get: () => r.states.at(-1) });
  r.connection.start();
  return r;
}

test('a first connection goes from connecting to connected', () => {
  const r = rig();
  r.events.onConnected();
  assert.deepEqual(r.states.map((s) => s.name), ['connecting', 'connected']);
  assert.equal(r.last.session.number, 1);
});

test('a lost connection comes back with the same client identifier', () => {
  const r = rig();
  r.events.onConnected();
  r.time = 60_000;
  r.events.onLost('Gone.');
  assert.deepEqual([r.last.name, r.last.attempt, r.last.retryAt, r.last.reason, r.last.session],
    ['reconnecting', 1, 60_500, 'Gone.', null]);
  r.timer.run();
  r.events.onConnected();
  assert.deepEqual([r.last.name, r.last.session.number], ['connected', 2]);
  assert.deepEqual(r.ids, ['page-0', 'page-0']);
});

test('delays grow while the server is away', () => {
  const r = rig();
  const delays = [];
  for (let i = 0; i < 6; i++) {
    r.events.onFailed({ reason: 'No.' });
    delays.push(r.timer.ms);
    r.timer.run();
  }
  assert.deepEqual(delays, [500, 1_000, 2_000, 4_000, 7_500, 7_500]);
});

test('a connection that breaks at once does not reset the delay, a stable one does', () => {
  const r = rig();
  for (let i = 0; i < 3; i++) {
    r.events.onConnected();
    r.events.onLost('Again.');
    r.timer.run();
  }
  assert.equal(r.last.attempt, 3);
  r.events.onConnected();
  r.time += 5_000;
  r.events.onLost('Later.');
  assert.equal(r.last.attempt, 1);
});

for (const code of [1, 2, 4, 5, 99]) {
  test(`return code ${code} ends the attempts until the user asks`, () => {
    const r = rig();
    r.events.onFailed({ code, reason: '' });
    assert.deepEqual([r.last.name, r.last.retryAt, r.timer, r.last.reason], ['refused', null, null, refusal(code)]);
    r.connection.retryNow();
    assert.equal(r.ids.length, 2);
    assert.equal(r.ids[1], code === 2 ? 'page-1' : 'page-0');
  });
}

test('a broker that is not available for now is asked again', () => {
  const r = rig();
  r.events.onFailed({ code: 3, reason: '' });
  assert.equal(r.last.name, 'refused');
  r.timer.run();
  assert.equal(r.last.name, 'reconnecting');
});

test('retrying at once does nothing while trying and while connected', () => {
  const r = rig();
  r.connection.retryNow();
  r.events.onConnected();
  r.connection.retryNow();
  assert.equal(r.ids.length, 1);
});

test('what an earlier attempt still reports is ignored', () => {
  const r = rig();
  const old = r.events;
  old.onFailed({ reason: 'No.' });
  r.connection.retryNow();
  old.onFailed({ reason: 'Late.' });
  old.onMessage({});
  old.onConnected();
  assert.equal(r.last.name, 'reconnecting');
  assert.equal(r.messages.length, 0);
});

test('a failed handshake that the server explains as a refusal ends the attempts', async () => {
  const r = rig({ refused: true, reason: 'Not from here.' });
  r.events.onFailed({ handshake: true, reason: 'No WebSocket.' });
  await null;
  assert.deepEqual([r.last.name, r.last.reason, r.timer], ['refused', 'Not from here.', null]);
});

test('an explanation that comes after the next attempt has begun changes nothing', async () => {
  const r = rig({ refused: true, reason: 'Not from here.' });
  r.events.onFailed({ handshake: true, reason: 'No WebSocket.' });
  r.timer.run();
  await null;
  assert.equal(r.last.name, 'reconnecting');
});

test('only a failed handshake is worth the question', () => {
  const r = rig();
  r.events.onFailed({ reason: 'Time out.' });
  assert.equal(r.explained, 0);
});

const answer = (status, body, type = 'text/plain;charset=utf-8') => async () =>
  new Response(body, { status, headers: { 'content-type': type } });

for (const [name, get, expected] of [
  ['a 403 in plain text', answer(403, 'Not from here. Ask.'), { refused: true, reason: 'Not from here.' }],
  ['a 403 as a page', answer(403, '<h1>403</h1>', 'text/html'), { refused: true, reason: /refuses/ }],
  ['a 426', answer(426, 'Upgrade.'), { refused: false, reason: /proxy/ }],
  ['a 503 with a reason', answer(503, 'Too many connections.'), { refused: false, reason: 'Too many connections.' }],
  ['a 404', answer(404, '', 'text/html'), { refused: false, reason: /404/ }],
  ['no answer', async () => { throw new TypeError(); }, { refused: false, reason: /does not answer/ }],
]) {
  test(`${name} is explained`, async () => {
    const { refused, reason } = await explainFailure('http://h/mqtt', get);
    assert.equal(refused, expected.refused);
    if (expected.reason instanceof RegExp) assert.match(reason, expected.reason);
    else assert.equal(reason, expected.reason);
  });
}

test('the first sentence does not end inside an address and is never long', () => {
  assert.equal(firstSentence('192.0.2.7 is not allowed. Go away.'), '192.0.2.7 is not allowed.');
  assert.equal(firstSentence('\nNo stop\nnext'), 'No stop');
  assert.equal(firstSentence('x'.repeat(500)).length, 240);
});

test('a change of the filter unsubscribes, subscribes, and ignores the old answer', async () => {
  const calls = [];
  const reports = [];
  const session = {
    subscribe: async (filter, qos) => {
      calls.push(`+${filter}`);
      if (filter === 'b') throw new Error('No.');
      return qos;
    },
    unsubscribe: (filter) => calls.push(`-${filter}`),
  };
  const subscription = createSubscription((r) => reports.push(`${r.state} ${r.text}`));
  subscription.want({ filter: 'a', qos: 1 });
  subscription.use(session);
  subscription.want({ filter: 'b', qos: 0 });
  await new Promise(setImmediate);
  assert.deepEqual(calls, ['+a', '-a', '+b']);
  assert.equal(reports.at(-1), 'refused No.');
  assert.ok(!reports.some((r) => r.startsWith('active')));
});
