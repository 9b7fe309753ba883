/** MQTT strings carry a two-byte length. [MQTT-4.7.3-3] */
const LONGEST = 65_535;

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Says what is wrong with a topic filter (MQTT 3.1.1, section 4.7).
 *
 * A server closes the connection over an invalid filter, so the page would reconnect, subscribe and be closed again:
 * such a filter must never leave the page.
 *
 * @param {string} filter
 * @returns {string | null} a sentence for the user, or null when the filter is valid
 */
export function filterProblem(filter) {
  if (filter === '') return 'A topic filter cannot be empty. Use # for every topic.'; // [MQTT-4.7.3-1]
  const problem = stringProblem(filter, 'topic filter');
  if (problem) return problem;
  const levels = filter.split('/');
  for (const [i, level] of levels.entries()) {
    if (level.includes('#')) { // [MQTT-4.7.1-2]
      if (level !== '#') return 'The wildcard # must fill its whole level: rialto/# is valid, rialto# is not.';
      if (i < levels.length - 1) return 'The wildcard # must be the last level: rialto/# is valid, #/a0 is not.';
    }
    if (level.includes('+') && level !== '+') { // [MQTT-4.7.1-3]
      return 'The wildcard + must fill its whole level: rialto/+/a0 is valid, rialto/node+/a0 is not.';
    }
  }
  if (levels[0] === '$share' && (levels.length < 3 || /^[+#]?$/.test(levels[1]) || levels.slice(2).join('/') === '')) {
    return 'A shared subscription is written $share/group/filter, with a group name and a filter.';
  }
  return null;
}

/**
 * Says what is wrong with a topic name to publish to.
 *
 * @param {string} topic
 * @returns {string | null} a sentence for the user, or null when the topic name is valid
 */
export function topicProblem(topic) {
  if (topic === '') return 'A topic cannot be empty.';
  const problem = stringProblem(topic, 'topic');
  if (problem) return problem;
  if (/[+#]/.test(topic)) return 'A message goes to one topic: + and # are only for filters.'; // [MQTT-3.3.2-2]
  if (topic.startsWith('$')) return 'Topics that begin with $ belong to the broker.'; // [MQTT-4.7.2-1]
  return null;
}

/**
 * Tells whether a topic name matches a valid filter.
 *
 * The broker does the matching that counts. The page repeats it because messages for the old filter are still under
 * way when the user has just changed it.
 *
 * @param {string} filter
 * @param {string} topic
 * @returns {boolean}
 */
export function matches(filter, topic) {
  const levels = filter.split('/');
  const wanted = levels[0] === '$share' ? levels.slice(2) : levels;
  if (topic.startsWith('$') && /^[+#]$/.test(wanted[0])) return false; // [MQTT-4.7.2-1]
  const names = topic.split('/');
  for (const [i, level] of wanted.entries()) {
    if (level === '#') return true; // also the parent level itself: a/# matches a
    if (i >= names.length || (level !== '+' && level !== names[i])) return false;
  }
  return wanted.length === names.length;
}

function stringProblem(text, noun) {
  if (text.includes('\0')) return `A ${noun} cannot contain the null character.`; // [MQTT-4.7.3-2]
  if (LONE_SURROGATE.test(text)) return `This ${noun} is not valid Unicode and cannot be sent.`; // [MQTT-1.5.3-1]
  const size = new TextEncoder().encode(text).length;
  if (size > LONGEST) {
    return `A ${noun} can have at most 65,535 bytes of UTF-8; this one has ${size.toLocaleString('en')}.`;
  }
  return null;
}
