import assert from 'node:assert/strict';
import test from 'node:test';
import { page } from './page-modules.mjs';

const { readHash, writeHash } = await page('hash.js');

test('no hash is the default subscription', () => {
  assert.deepEqual(readHash(''), { filter: '#', qos: 0 });
  assert.equal(writeHash({ filter: '#', qos: 0 }), '');
});

for (const filter of ['a/+/b', 'a/#', 'a b', '100%', 'ü&qos=1', 'a=b', '']) {
  test(`the filter ${JSON.stringify(filter)} survives the URL`, () => {
    for (const qos of [0, 1]) assert.deepEqual(readHash(writeHash({ filter, qos })), { filter, qos });
  });
}

test('a link written by hand keeps its wildcards', () => {
  assert.deepEqual(readHash('#filter=rialto/+/a0&qos=1'), { filter: 'rialto/+/a0', qos: 1 });
  assert.deepEqual(readHash('#filter=rialto/#'), { filter: 'rialto/#', qos: 0 });
});

test('nonsense is not fatal', () => {
  assert.deepEqual(readHash('#filter=%E0%A4%A&qos=7&&=x'), { filter: '%E0%A4%A', qos: 0 });
});
