import assert from 'node:assert/strict';
import test from 'node:test';
import { page } from './page-modules.mjs';

const { filterProblem, matches, topicProblem } = await page('filter.js');

for (const filter of ['#', '+', '/', '//', 'a', 'a/#', '/#', '+/+', '+/a/#', 'a//b', ' ', 'a b', '$SYS/#', 'città/+',
  '$share/g/#', '$share/g//', 'x'.repeat(65_535)]) {
  test(`the filter ${filter.slice(0, 20)} is valid`, () => assert.equal(filterProblem(filter), null));
}

for (const [filter, sentence] of [
  ['', /empty/],
  ['a#', /whole level/],
  ['#a', /whole level/],
  ['##', /whole level/],
  ['#/a', /last level/],
  ['a/#/b', /last level/],
  ['#/', /last level/],
  ['a+', /whole level/],
  ['a/+b/c', /whole level/],
  ['++', /whole level/],
  ['a\0b', /null character/],
  ['a\ud800b', /Unicode/],
  ['x'.repeat(65_536), /65,535 bytes.*65,536/],
  ['é'.repeat(32_768), /65,535 bytes.*65,536/],
  ['$share', /group/],
  ['$share/', /group/],
  ['$share/g', /group/],
  ['$share//a', /group/],
  ['$share/+/a', /group/],
  ['$share/g/', /group/],
]) {
  test(`the filter ${JSON.stringify(filter.slice(0, 20))} is refused with a sentence`, () => {
    assert.match(filterProblem(filter), sentence);
    assert.match(filterProblem(filter), /^[A-Z].*\.$/s);
  });
}

for (const [topic, sentence] of [['a', null], ['/', null], ['a b/ü', null], ['', /empty/], ['a/+', /filters/],
  ['#', /filters/], ['$SYS/x', /broker/], ['a\0', /null/], ['x'.repeat(65_536), /65,536/]]) {
  test(`publishing to ${JSON.stringify(topic.slice(0, 20))} ${sentence ? 'is refused' : 'is allowed'}`, () => {
    if (sentence) assert.match(topicProblem(topic), sentence);
    else assert.equal(topicProblem(topic), null);
  });
}

for (const [filter, topic, expected] of [
  ['#', 'a/b', true], ['#', '$SYS/a', false], ['+/a', '$SYS/a', false], ['$SYS/#', '$SYS/a', true],
  ['a/#', 'a', true], ['a/#', 'a/b/c', true], ['a/#', 'ab', false], ['a/+', 'a/b', true], ['a/+', 'a', false],
  ['a/+', 'a/', true], ['a/+', 'a/b/c', false], ['+', '/a', false], ['+/+', '/a', true], ['/+', '/a', true],
  ['a/b', 'a/b', true], ['a/b', 'a', false], ['a', 'a/b', false], ['+/b/#', 'a/b', true],
  ['$share/g/a/+', 'a/b', true], ['$share/g/a/+', 'b/b', false], ['$share/g/#', '$SYS/a', false],
]) {
  test(`${filter} ${expected ? 'matches' : 'does not match'} ${topic}`, () => {
    assert.equal(matches(filter, topic), expected);
  });
}
