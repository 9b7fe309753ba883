import assert from 'node:assert/strict';
import test from 'node:test';
import { settle, World } from './world.mjs';

const AT = (offset, gap) => ({ 'Rialto-Offset': offset, ...(gap ? { 'Rialto-Gap': 'true' } : {}) });
const filters = ({ url }) => url.searchParams.getAll('filter');

/** A page whose WebSocket is blocked, and whose first request has been answered. */
async function blocked(options, before = () => {}) {
  const world = new World();
  const page = world.page(options);
  before(page);
  await settle();
  world.socket.break();
  await world.pass(0);
  assert.deepEqual(filters(world.requests[0]), []);
  world.requests[0].json([]);
  await settle();
  return { world, page };
}

test('a WebSocket that never opens is followed by a stream, with what is retained, and the same messages', async () => {
  const got = [];
  const { world, page } = await blocked({ userName: 'anna', password: 'ü' }, (it) => {
    it.subscribe('a/#', ({ topic, value, retain, offset }) => got.push([topic, value, retain, offset]));
  });
  assert.equal(page.state.transport, 'events');
  assert.deepEqual(filters(world.requests[0]), ['a/#']);
  assert.equal(world.requests[0].headers.Authorization, 'Basic YW5uYTrDvA==');
  world.requests[0].json([{ topic: 'a/r', value: '1', retained: true }], AT('e-5'));
  await settle();
  const [request] = world.requests;
  assert.equal(request.headers.Accept, 'text/event-stream');
  assert.equal(request.url.search, '?filter=a%2F%23&since=e-5');
  const stream = request.stream();
  stream.write('retry: 1000\n\nid: e-6\ndata: {"topic":"a/b","value":"{\\"x\\":1}",');
  stream.write('"contentType":"application/json"}\n\nid: e-7\r\ndata: {"topic":"a/c","base64":"/wA="}\r\n\r\n');
  await settle();
  stream.write('id: e-9\nevent: gap\ndata: {}\n\n');
  await settle();
  assert.deepEqual(page.heard.gap, [{ filter: 'a/#' }]);
  assert.deepEqual(got, [
    ['a/r', '1', true, undefined],
    ['a/b', { x: 1 }, false, 'e-6'],
    ['a/c', new Uint8Array([255, 0]), false, 'e-7'],
  ]);
});

test('a WebSocket that hangs is given up after a while', async () => {
  const world = new World();
  world.page();
  await world.pass(4_999);
  assert.equal(world.requests.length, 0);
  await world.pass(1);
  assert.equal(world.requests.length, 1);
});

test('a publication that meets no server is sent again', async () => {
  const { world, page } = await blocked({});
  const published = page.publish('a', 'x');
  await settle();
  world.requests[0].json({}, {}, 404); // such as while it starts
  await world.pass(500);
  world.requests[0].json([]);
  await settle();
  assert.equal(world.requests[0].options.method, 'POST');
  world.requests[0].json({ code: 'success' });
  await published;
});

test('a stream of which nothing comes through is followed by long polls', async () => {
  const got = [];
  const { world, page } = await blocked({}, (it) => it.subscribe('a', ({ value }) => got.push(value)));
  world.requests[0].json([], AT('e-0'));
  await world.pass(5_000);
  assert.deepEqual(filters(world.requests.at(-1)), []); // a new beginning
  world.requests.at(-1).json([]);
  await settle();
  assert.equal(page.state.transport, 'poll');
  assert.equal(world.requests.at(-1).url.search, '?filter=a&since=e-0');
  world.requests.at(-1).json([{ topic: 'a', value: '1', offset: 'e-1' }], AT('e-1'));
  await settle();
  assert.equal(world.requests.at(-1).url.search, '?filter=a&since=e-1&wait=25');
  world.requests.at(-1).json([{ topic: 'a', value: '2', offset: 'e-2' }], AT('e-3', true));
  await settle();
  assert.equal(world.requests.at(-1).url.search, '?filter=a&since=e-3&wait=25');
  assert.deepEqual(got, ['1', '2']);
  assert.deepEqual(page.heard.gap, [{ filter: 'a' }]);
  assert.equal(world.sockets.length, 1);
});

test('a page opened later begins with what has worked', async () => {
  const { world } = await blocked({});
  world.page();
  await settle();
  assert.equal(world.sockets.length, 1);
  assert.equal(world.requests.length, 1);
});

test('no server at all is no reason to believe in a proxy', async () => {
  const world = new World();
  const page = world.page();
  await settle();
  world.socket.break();
  await world.pass(0);
  world.requests[0].fail();
  await world.pass(500);
  assert.equal(world.sockets.length, 2);
  assert.deepEqual(page.heard.state.filter((name) => name !== 'connecting'), []);
});

test('a server that is starting, behind a proxy that is there, is waited for', async () => {
  for (const status of [404, 502, 503]) {
    const world = new World();
    world.page();
    await settle();
    world.socket.break();
    await world.pass(0);
    world.requests[0].json({}, {}, status);
    await world.pass(500);
    assert.equal(world.sockets.length, 2, `${status}`);
  }
});

test('a WebSocket that has worked is believed in for a while, and with a session for ever', async () => {
  for (const [session, requests] of [[0, 1], [60, 0]]) {
    const world = new World();
    world.page({ session });
    await world.greet();
    for (let i = 0; i < 4; i++) { // the first of which is no failure
      assert.equal(world.requests.length, 0);
      world.socket.break();
      await world.pass(3_000);
    }
    assert.equal(world.requests.length, requests);
  }
});

test('it goes back up when the WebSocket opens again, with nothing lost and nothing twice', async () => {
  const got = [];
  const { world, page } = await blocked({}, (it) => it.subscribe('a', ({ value }) => got.push(value)));
  world.requests[0].json([], AT('e-0'));
  await settle();
  const stream = world.requests[0].stream();
  stream.write('id: e-1\ndata: {"topic":"a","value":"1"}\n\n');
  await world.pass(45_000);
  const probe = world.socket;
  assert.equal(world.sockets.length, 2);
  assert.equal(page.state.transport, 'events'); // until it is known to open
  probe.open();
  await settle();
  const socket = await world.greet();
  assert.equal(page.state.transport, 'websocket');
  assert.equal(socket.of('subscribe')[0].since, 'e-1');
  socket.answer('subscribe', { qos: 1, offset: 'e-1' });
  socket.say({ type: 'message', topic: 'a', value: '2', offset: 'e-2' });
  assert.throws(() => stream.write('x'), { name: 'TypeError' }); // it is over
  assert.deepEqual(got, ['1', '2']);
});

test('publications are posted one after the other, without the content type that browsers would make up', async () => {
  const { world, page } = await blocked({});
  const first = page.publish('a b/ü', 'x', { retain: true });
  const second = page.publish('b', [1]);
  await settle();
  assert.equal(world.requests.length, 1);
  const [post] = world.requests;
  assert.equal(post.options.method, 'POST');
  assert.equal(post.url.href, 'http://server/api/topics/a%20b/%C3%BC?retain=true');
  assert.deepEqual(new TextDecoder().decode(post.options.body), 'x');
  assert.equal(post.headers['Content-Type'], undefined);
  post.json({ code: 'success' });
  await first;
  await settle();
  assert.equal(world.requests[0].headers['Content-Type'], 'application/json');
  world.requests[0].json({ code: 'not-authorized', sentence: 'No.' }, {}, 403);
  await assert.rejects(second, { code: 'not-authorized' });
  await assert.rejects(page.publish('a', 'x', { expiry: 1 }), { code: 'needs-websocket' });
});

test('one more subscription is one more filter of the same stream, and the last messages come from the history', async () => {
  const got = [];
  const { world, page } = await blocked({}, (it) => it.subscribe('a', ({ value }) => got.push(value)));
  world.requests[0].json([], AT('e-9'));
  await settle();
  world.requests[0].stream();
  page.subscribe('b/#', { last: 2 }, ({ value }) => got.push(value));
  await settle();
  world.requests[0].json([{ topic: 'b/1', value: 'kept', retained: true }], AT('e-12'));
  await settle();
  assert.equal(world.requests[0].url.search, '?filter=b%2F%23&since=e-0');
  world.requests[0].json([1, 2, 3].map((n) => ({ topic: 'b/1', value: `${n}`, offset: `e-${n}` })), AT('e-12', true));
  await settle();
  assert.deepEqual(got, ['2', '3']);
  assert.deepEqual(world.requests.map((each) => each.url.search), ['?filter=a&filter=b%2F%23&since=e-9']);
  assert.deepEqual(page.heard.gap, []);
});

test('a stream that breaks is asked for again where it was', async () => {
  const got = [];
  const { world, page } = await blocked({}, (it) => it.subscribe('a', ({ value }) => got.push(value)));
  world.requests[0].json([], AT('e-0'));
  await settle();
  const stream = world.requests[0].stream();
  stream.write('id: e-1\ndata: {"topic":"a","value":"1"}\n\n');
  await settle();
  stream.fail();
  await world.pass(500);
  assert.equal(world.sockets.length, 1);
  world.requests[0].json([]);
  await settle();
  assert.equal(world.requests[0].url.search, '?filter=a&since=e-1');
  world.requests[0].json([{ topic: 'a', value: '2', offset: 'e-2' }], AT('e-2', true));
  await settle();
  assert.deepEqual(got, ['1', '2']);
  assert.deepEqual(page.heard.gap, [{ filter: 'a' }]);
});

test('who is here is looked up again and again', async () => {
  const told = [];
  const { world } = await blocked({}, (it) => it.presence(({ clientId, state }) => told.push(`${clientId} ${state}`)));
  const entry = (clientId) => ({ topic: `$presence/${clientId}`, value: JSON.stringify({ clientId }), retained: true });
  assert.deepEqual(filters(world.requests[0]), ['$presence/+']);
  for (const list of [['a', 'b'], ['b', 'c'], [], ['d']]) {
    world.requests[0].json(list.map(entry), AT('e-0'));
    await world.pass(10_000);
  }
  assert.deepEqual(told, ['a here', 'b here', 'a leave', 'c join', 'b leave', 'c leave', 'd join']);
});
