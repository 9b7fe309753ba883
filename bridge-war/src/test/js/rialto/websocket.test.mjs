import assert from 'node:assert/strict';
import test from 'node:test';
import { settle, World } from './world.mjs';

const message = (topic, value, more = {}) => ({ type: 'message', topic, value, qos: 0, ...more });

test('it connects, with what the page says of itself, and subscribes', async () => {
  const world = new World();
  const page = world.page({ userName: 'anna', password: 'secret', session: 60 });
  const got = [];
  const subscription = page.subscribe('a/#', { last: 3 }, (each) => got.push(each));
  const socket = await world.greet();
  assert.equal(socket.url, 'ws://server/json');
  assert.equal(socket.protocol, 'rialto.json');
  assert.deepEqual(socket.sent[0], {
    type: 'connect', id: 1, userName: 'anna', password: 'secret', session: 60, answered: true,
  });
  assert.deepEqual(socket.answer('subscribe', { qos: 1, offset: 'e-7' }), {
    type: 'subscribe', id: 2, filter: 'a/#', qos: 1, last: 3, answered: true,
  });
  await settle();
  socket.say(message('a/b', 'old', { offset: 'e-5' }), message('a/b', { x: 1 }, { contentType: 'application/json' }));
  assert.deepEqual(await subscription.ready, { qos: 1 });
  assert.deepEqual(got.map(({ value }) => value), ['old', { x: 1 }]);
  assert.equal(page.clientId, 'page-1');
  assert.deepEqual(page.heard.state, ['connecting', 'websocket']);
});

test('each publication is settled by its answer', async () => {
  const world = new World();
  const page = world.page();
  const socket = await world.greet();
  const accepted = page.publish('a', 'text');
  const refused = page.publish('b', { x: 1 }, { retain: true });
  page.publish('c', new Uint8Array([255, 0]), { qos: 0 });
  await settle();
  assert.deepEqual(socket.of('publish').map(({ type, ...rest }) => rest), [
    { id: 2, topic: 'a', value: 'text' },
    { id: 3, topic: 'b', value: { x: 1 }, retain: true },
    { id: 4, topic: 'c', base64: '/wA=', qos: 0 },
  ]);
  socket.say({ type: 'error', id: 3, code: 'not-authorized', sentence: 'No.', reason: 135 });
  socket.say({ type: 'ok', id: 2 });
  await accepted;
  await assert.rejects(refused, { name: 'RialtoError', code: 'not-authorized', message: 'No.', reason: 135 });
});

test('what is no value is refused before it is sent', async () => {
  const page = new World().page();
  await assert.rejects(page.publish('a', undefined), TypeError);
  await assert.rejects(page.publish('a', () => {}), TypeError);
  assert.throws(() => page.subscribe('a#', () => {}), { code: 'topic-filter-invalid' });
  assert.throws(() => page.subscribe('a'), TypeError);
});

test('what is published while away waits, in order and bounded, and what was unanswered goes first', async () => {
  const world = new World();
  const page = world.page({ queue: 4 });
  const first = await world.greet();
  const answered = page.publish('a', '1');
  page.publish('a', '2');
  const givenUp = page.publish('a', '3', { qos: 0 });
  await settle();
  first.answer('publish');
  await answered;
  first.break();
  await assert.rejects(givenUp, { code: 'connection-lost' });
  for (const value of ['4', '5', '6']) page.publish('a', value);
  await assert.rejects(page.publish('a', '7'), { code: 'queue-full' });
  await world.pass(1_000);
  const second = await world.greet();
  assert.deepEqual(second.of('publish').map(({ value }) => value), ['2', '4', '5', '6']);
});

test('no more than a window is unanswered', async () => {
  const world = new World();
  const page = world.page();
  const socket = await world.greet();
  for (let i = 0; i < 150; i++) page.publish('a', `${i}`);
  await settle();
  assert.equal(socket.of('publish').length, 100);
  socket.answer('publish');
  await settle();
  assert.equal(socket.of('publish').length, 101);
});

test('without a session, what was missed is asked for by offset, comes once, and a gap is told', async () => {
  const world = new World();
  const page = world.page();
  const got = [];
  page.subscribe('a', ({ value }) => got.push(value));
  page.subscribe('quiet', () => got.push('wrong'));
  const first = await world.greet();
  first.answer('subscribe', { qos: 1, offset: 'e-3' });
  first.answer('subscribe', { qos: 1, offset: 'e-3' });
  await settle();
  first.answer('ping');
  first.answer('ping');
  await settle();
  first.say(message('a', '4', { offset: 'e-4' }));
  first.break();
  assert.deepEqual(page.heard.state.slice(-1), ['reconnecting']);
  await world.pass(1_000);
  const second = await world.greet({ clientId: 'page-1', resumed: false });
  assert.equal(second.sent[0].clientId, 'page-1');
  assert.deepEqual(second.of('subscribe').map(({ filter, since, retained }) => [filter, since, retained]), [
    ['a', 'e-4', 'no'], ['quiet', 'e-4', 'no'],
  ]);
  second.answer('subscribe', { qos: 1, offset: 'e-4', gap: true });
  second.say(message('a', '4', { offset: 'e-4' }), message('a', '6', { offset: 'e-6' }));
  second.say(message('a', '5', { offset: 'e-5' }), message('a', '6', { offset: 'e-6' }));
  await settle();
  assert.deepEqual(got, ['4', '6', '5']); // 5 was overtaken by its publisher's neighbour
  assert.deepEqual(page.heard.gap, [{ filter: 'a' }]);
});

test('what has not been replayed yet is asked for again when the connection breaks meanwhile', async () => {
  const world = new World();
  const page = world.page();
  page.subscribe('slow', { since: 'e-1' }, () => {});
  page.subscribe('fast', () => {});
  const first = await world.greet();
  first.answer('subscribe', { qos: 1, offset: 'e-1' });
  first.answer('subscribe', { qos: 1, offset: 'e-50' });
  await settle();
  first.say(message('slow', '2', { offset: 'e-2' }), message('fast', 'x', { offset: 'e-51' }));
  first.break();
  await world.pass(1_000);
  const second = await world.greet();
  assert.deepEqual(second.of('subscribe').map(({ filter, since }) => [filter, since]), [['slow', 'e-2'], ['fast', 'e-51']]);
});

test('messages that no history has are a gap after a reconnection', async () => {
  const world = new World();
  const page = world.page();
  page.subscribe('a', () => {});
  const first = await world.greet();
  first.answer('subscribe', { qos: 1, offset: 'e-0' });
  await settle();
  first.say(message('a', 'x'));
  first.break();
  await world.pass(1_000);
  const second = await world.greet();
  second.answer('subscribe', { qos: 1, offset: 'e-0' });
  await settle();
  assert.deepEqual(page.heard.gap, [{ filter: 'a' }]);
});

test('a session that is resumed has the subscriptions, and is told what has changed meanwhile', async () => {
  const world = new World();
  const page = world.page({ session: 60 });
  page.subscribe('kept', () => {});
  page.subscribe('qos0', { qos: 0 }, () => {});
  const over = page.subscribe('over', () => {});
  const first = await world.greet();
  for (let i = 0; i < 3; i++) first.answer('subscribe', { qos: 1, offset: 'e-0' });
  await settle();
  first.break();
  over.unsubscribe();
  page.subscribe('new', () => {});
  await world.pass(1_000);
  const second = await world.greet({ clientId: 'page-1', resumed: true });
  assert.deepEqual(second.of('subscribe').map(({ filter }) => filter), ['qos0', 'new']);
  assert.deepEqual(second.of('unsubscribe').map(({ filter }) => filter), ['over']);
  assert.deepEqual(page.heard.gap, []);
});

test('a message is acknowledged when its handler has done its work', async () => {
  const world = new World();
  const page = world.page();
  let done;
  page.subscribe('slow', () => new Promise((resolve) => { done = resolve; }));
  page.subscribe('bad', () => { throw new Error('Oops'); });
  const socket = await world.greet();
  socket.say(message('slow', 'x', { qos: 1, ack: 1 }), message('bad', 'x', { qos: 1, ack: 2 }));
  socket.say(message('other', 'x', { qos: 1, ack: 3 }));
  await settle();
  assert.deepEqual(socket.of('ack').map(({ ack }) => ack), [2, 3]);
  assert.equal(page.heard.error[0].message, 'Oops');
  assert.equal(page.heard.unclaimed[0].topic, 'other');
  done();
  await settle();
  assert.deepEqual(socket.of('ack').map(({ ack }) => ack), [2, 3, 1]);
});

/** A page that has acknowledged a message of a session, has lost the connection, and gets this. */
async function redelivered(again, between = () => {}) {
  const world = new World();
  const page = world.page({ session: 60 });
  const got = [];
  page.subscribe('a', ({ value }) => got.push(value));
  const first = await world.greet();
  first.answer('subscribe', { qos: 1 });
  await settle();
  first.answer('ping');
  first.say(message('a', 'x', { qos: 1, ack: 1 }));
  await settle();
  between(page, first);
  await settle();
  first.break();
  await world.pass(1_000);
  const second = await world.greet({ resumed: true });
  second.say({ ...message('a', 'x', { qos: 1, ack: 1, dup: true }), ...again });
  await settle();
  assert.ok(second.of('ack').length > 0);
  return got;
}

test('a message that is repeated although it was acknowledged is acknowledged again, and not shown', async () => {
  assert.deepEqual(await redelivered({}), ['x']);
});

test('what only looks like it is shown', async () => {
  assert.deepEqual(await redelivered({ dup: false }), ['x', 'x']);
  assert.deepEqual(await redelivered({ ack: 2 }), ['x', 'x']);
  assert.deepEqual(await redelivered({ value: 'y' }), ['x', 'y']);
});

test('one whose acknowledgement the server has got is another one, also with the same number and value', async () => {
  const got = await redelivered({}, async (page, socket) => {
    page.publish('b', 'x');
    await settle();
    socket.answer('publish');
  });
  assert.deepEqual(got, ['x', 'x']);
});

test('a token is asked for before each connection, and a refusal of an old one is no reason to stop', async () => {
  const world = new World();
  let tokens = 0;
  const page = world.page({ token: async () => `token-${++tokens}` });
  await settle();
  world.socket.open();
  await settle();
  assert.equal(world.socket.sent[0].token, 'token-1');
  world.socket.say({ type: 'error', id: 1, code: 'bad-user-name-or-password', sentence: 'Expired.' });
  await world.pass(1_000);
  assert.equal(world.sockets.length, 2); // and no other transport was tried
  await world.greet();
  assert.equal(world.socket.sent[0].token, 'token-2');
  assert.equal(page.state.name, 'connected');
});

test('a password that is refused is refused for good, until the page asks again', async () => {
  const world = new World();
  const page = world.page({ userName: 'anna', password: 'wrong' });
  const lost = assert.rejects(page.publish('a', 'x'), { code: 'bad-user-name-or-password' });
  await settle();
  world.socket.open();
  await settle();
  world.socket.say({ type: 'error', id: 1, code: 'bad-user-name-or-password', sentence: 'No.' });
  await lost;
  await world.pass(100_000);
  assert.equal(world.sockets.length, 1);
  assert.equal(page.state.name, 'refused');
  page.retry();
  await world.greet();
  assert.equal(page.state.name, 'connected');
});

test('a subscription that is refused says so, and is not asked for again', async () => {
  const world = new World();
  const page = world.page();
  const { ready } = page.subscribe('secret', () => {});
  const first = await world.greet();
  first.say({ type: 'error', id: 2, code: 'not-authorized', sentence: 'No.' });
  await assert.rejects(ready, { code: 'not-authorized' });
  assert.equal(page.heard.error[0].code, 'not-authorized');
  first.break();
  await world.pass(1_000);
  assert.equal((await world.greet()).of('subscribe').length, 0);
});

test('a connection that has gone silent is asked, and given up', async () => {
  const world = new World();
  const page = world.page();
  const socket = await world.greet();
  await world.pass(25_000);
  assert.equal(socket.of('ping').length, 1);
  socket.answer('ping');
  await world.pass(25_000);
  assert.equal(socket.of('ping').length, 2);
  await world.pass(10_000);
  assert.equal(page.state.name, 'reconnecting');
});

test('the wait between attempts grows, and a stable connection resets it', async () => {
  const world = new World();
  const page = world.page({ transports: ['websocket'] });
  await settle();
  for (const wait of [500, 1_000, 2_000, 4_000, 7_500, 7_500]) {
    const before = world.sockets.length;
    world.socket.break();
    await world.pass(wait - 1);
    assert.equal(world.sockets.length, before);
    await world.pass(1);
    assert.equal(world.sockets.length, before + 1);
  }
  await world.greet();
  await world.pass(5_000);
  world.socket.break();
  assert.equal(page.state.attempt, 1);
  await world.pass(500);
  await world.greet();
  world.socket.break();
  assert.equal(page.state.attempt, 2);
});

test('what is sent in one turn leaves together, up to a size', async () => {
  const world = new World();
  const page = world.page();
  const socket = await world.greet();
  const before = socket.frames;
  for (let i = 0; i < 10; i++) page.publish('a', 'small');
  await settle();
  assert.equal(socket.frames, before + 1);
  for (let i = 0; i < 3; i++) page.publish('a', 'x'.repeat(6_000));
  await settle();
  assert.equal(socket.frames, before + 4);
  assert.equal(socket.of('publish').length, 13);
});

test('presence is told across reconnections', async () => {
  const world = new World();
  const page = world.page();
  const told = [];
  page.presence(({ clientId, state }) => told.push(`${clientId} ${state}`));
  const first = await world.greet();
  assert.deepEqual(first.of('presence').map(({ on }) => on), [true]);
  const entry = (clientId, state) => ({ type: 'presence', clientId, state, since: clientId });
  first.say(entry('a', 'here'), entry('b', 'here'), entry('c', 'join'), entry('c', 'leave'));
  first.break();
  await world.pass(1_000);
  const second = await world.greet();
  second.say(entry('a', 'here'), entry('d', 'here'));
  await world.pass(3_000);
  assert.deepEqual(told, ['a here', 'b here', 'c join', 'c leave', 'd here', 'b leave']);
});

test('a page that has closed it sends nothing more', async () => {
  const world = new World();
  const page = world.page();
  const socket = await world.greet();
  page.close();
  assert.equal(socket.readyState, 3);
  assert.equal(world.timers.size, 0);
  await assert.rejects(page.publish('a', 'x'), { code: 'closed' });
  assert.deepEqual(page.heard.state.slice(-1), ['closed']);
});
