import assert from 'node:assert/strict';
import test from 'node:test';
import { page } from './page-modules.mjs';

const { LONGEST_DELAY, retryDelay } = await page('backoff.js');
const most = () => 1 - Number.EPSILON;

test('the first delay is between half a second and a second', () => {
  assert.equal(retryDelay(1, () => 0), 500);
  assert.ok(retryDelay(1, most) <= 1_000);
});

test('the ceiling doubles and stops at fifteen seconds', () => {
  assert.deepEqual([1, 2, 3, 4, 5, 6].map((n) => Math.round(retryDelay(n, most))),
    [1_000, 2_000, 4_000, 8_000, 15_000, 15_000]);
});

test('every delay of a long outage stays within bounds and is jittered', () => {
  for (let attempt = 1; attempt <= 5_000; attempt++) {
    const delay = retryDelay(attempt);
    assert.ok(delay >= 500 && delay <= LONGEST_DELAY, `attempt ${attempt}: ${delay}`);
  }
  assert.notEqual(retryDelay(9, () => 0.1), retryDelay(9, () => 0.9));
});
