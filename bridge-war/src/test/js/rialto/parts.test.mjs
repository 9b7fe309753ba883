import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import test from 'node:test';
import { webapp } from '../page-modules.mjs';

const { Acknowledged } = await webapp('rialto/acknowledged.js');
const { serverAddress } = await webapp('rialto/address.js');
const { later, Seen } = await webapp('rialto/offset.js');
const { EventParser } = await webapp('rialto/sse.js');

test('the server is where the module came from, unless the page says otherwise', () => {
  const module = 'https://host/app/rialto.js';
  const page = 'http://page/x/y.html?z';
  for (const [given, from, address] of [
    [undefined, module, 'https://host/app/'],
    [undefined, 'file:///copy/rialto.js', 'http://page/'],
    ['wss://other/app/json', module, 'https://other/app/'],
    ['ws://other:8080', module, 'http://other:8080/'],
    [new URL('http://other/app/'), module, 'http://other/app/'],
    ['/sub', module, 'http://page/sub/'],
  ]) assert.equal(serverAddress(given, from, page), address);
});

test('of two places the later one is gone on from, and that of another life is the later one', () => {
  assert.equal(later('e-9', 'e-10'), 'e-10');
  assert.equal(later('e-10', 'e-9'), 'e-10');
  assert.equal(later('e-10', 'f-1'), 'f-1');
  assert.equal(later(null, 'e-1'), 'e-1');
  assert.equal(later('e-1', null), 'e-1');
});

test('what has been seen is known, also when numbers overtake each other, for a bounded while', () => {
  const seen = new Seen();
  seen.begin('e-5');
  assert.deepEqual(['e-5', 'e-7', 'e-6', 'e-6', 'e-7', 'f-1', 'f-1'].map((each) => seen.add(each)),
    [false, true, true, false, false, true, false]);
  for (let i = 2; i < 3_000; i++) assert.ok(seen.add(`f-${i}`));
  for (const i of [1, 500, 2_999]) assert.ok(!seen.add(`f-${i}`));
});

test('unconfirmed acknowledgements are few, since the server is asked', () => {
  const acknowledged = new Acknowledged();
  let asked = 0;
  for (let i = 1; i <= 1_000; i++) {
    if (acknowledged.add({ ack: i, topic: 'a', value: 'x' }, i)) acknowledged.confirm(i + 1), asked++;
    assert.ok(acknowledged.size <= 256);
  }
  assert.ok(asked >= 3);
});

test('what was acknowledged on a connection that broke stays unconfirmed, whatever the next one answers', () => {
  const acknowledged = new Acknowledged();
  const raw = { ack: 1, topic: 'a', value: 'x' };
  acknowledged.add(raw, 2);
  acknowledged.reconnected();
  acknowledged.confirm(100);
  assert.ok(acknowledged.has({ ...raw, dup: true }));
});

test('events are read however they are cut', () => {
  const text = ':\n\nretry: 1000\n\nid: e-1\nevent: gap\ndata: {}\n\ndata: a\r\ndata:b\r\n\r\ndata: ü\n\n';
  for (let size = 1; size < 20; size++) {
    const parser = new EventParser();
    const events = [];
    for (let i = 0; i < text.length; i += size) events.push(...parser.push(text.slice(i, i + size)));
    assert.deepEqual(events, [
      { type: 'gap', data: '{}', id: 'e-1' },
      { type: 'message', data: 'a\nb', id: null },
      { type: 'message', data: 'ü', id: null },
    ]);
  }
});

test('the types name what there is', async () => {
  const types = await readFile(new URL('../../../main/webapp/rialto.d.ts', import.meta.url), 'utf8');
  const declared = [...types.matchAll(/^export declare (?:class|function) (\w+)/gm)].map(([, name]) => name);
  const { connect, ...module } = await webapp('rialto.js');
  assert.deepEqual(declared.sort(), [...Object.keys(module), 'connect'].sort());
  const members = types.match(/^export interface Rialto \{\n([^]*?)^\}/m)[1];
  const names = [...members.matchAll(/^ {2}(?:readonly )?(\w+)/gm)].map(([, name]) => name);
  const page = connect({ url: 'http://127.0.0.1:9/', transports: ['poll'] });
  const there = Object.getOwnPropertyNames(Object.getPrototypeOf(page)).filter((name) => name !== 'constructor');
  page.close();
  assert.deepEqual([...new Set(names)].sort(), there.sort());
});
