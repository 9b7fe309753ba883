import assert from 'node:assert/strict';
import test from 'node:test';
import { page } from './page-modules.mjs';

const { KEPT_BYTES, numbersIn, preview, readPayload } = await page('payload.js');
const bytes = (text) => new TextEncoder().encode(text);

for (const [name, payload, kind, text] of [
  ['a reading', bytes('461'), 'text', '461'],
  ['nothing', bytes(''), 'empty', ''],
  ['umlauts and emoji', bytes('Grüße 🌉'), 'text', 'Grüße 🌉'],
  ['lines and tabs', bytes('a\tb\r\nc'), 'text', 'a\tb\r\nc'],
  ['markup', bytes('<img src=x onerror=alert(1)>'), 'text', '<img src=x onerror=alert(1)>'],
  ['a byte order mark', bytes('\ufeffx'), 'text', '\ufeffx'],
  ['a number with the NUL of a C string', bytes('461\0'), 'binary', '34 36 31 00'],
  ['bytes that are not UTF-8', Uint8Array.of(0xff, 0x00, 0x0a), 'binary', 'ff 00 0a'],
  ['an overlong encoding', Uint8Array.of(0xc0, 0xaf), 'binary', 'c0 af'],
  ['an encoded surrogate', Uint8Array.of(0xed, 0xa0, 0x80), 'binary', 'ed a0 80'],
  ['half a character', Uint8Array.of(0xe2, 0x82), 'binary', 'e2 82'],
]) {
  test(`${name} is ${kind}`, () => {
    assert.deepEqual(readPayload(payload), { kind, text, size: payload.length, cut: false });
  });
}

test('a payload that was cut inside a character is still text', () => {
  assert.deepEqual(readPayload(bytes('aé').slice(0, 2), 9), { kind: 'text', text: 'a', size: 9, cut: true });
});

test('a preview is short, says how many bytes binary has, and does not halve a character', () => {
  assert.equal(preview(readPayload(bytes('x'.repeat(161)))), `${'x'.repeat(160)}…`);
  assert.equal(preview(readPayload(Uint8Array.of(255))), 'ff (1 byte)');
  assert.equal(preview(readPayload(bytes('ab🌉c')), 3), 'ab…');
  assert.match(preview(readPayload(new Uint8Array(KEPT_BYTES))), /^(00 ){53}0… \(262,144 bytes\)$/);
});

for (const [text, expected] of [
  ['461', [['', 461]]], [' -1.5e3\n', [['', -1500]]], ['.5', [['', 0.5]]], ['5.', [['', 5]]], ['+7', [['', 7]]],
  ['', []], [' ', []], ['0x10', []], ['1e999', []], ['NaN', []], ['Infinity', []], ['1,5', []], ['12 C', []], ['.', []],
  ['{"t":21.5,"ok":true,"s":"7","n":null,"h":50}', [['t', 21.5], ['h', 50]]],
  ['{"__proto__":1}', [['__proto__', 1]]],
  ['{"a":{"b":1}}', []], ['[1,2]', []], ['{broken', []], ['true', []], ['{"a":1e999}', []],
]) {
  test(`the numbers in ${JSON.stringify(text)} are ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(numbersIn(bytes(text)), expected);
  });
}

test('long and binary payloads are not searched for numbers', () => {
  assert.deepEqual(numbersIn(bytes('1'.repeat(5_000))), []);
  assert.deepEqual(numbersIn(Uint8Array.of(0x31, 0xff)), []);
});
