const CONNACK = {
  1: 'The broker does not speak MQTT 3.1.1, the version that this page uses.',
  2: 'The broker does not accept the client identifier of this page.',
  3: 'The broker is running, but cannot take connections at the moment.',
  4: 'The broker asks for a user name and a password; this page sends none.',
  5: 'The broker does not allow this page to connect.',
};

/** The broker says of itself that it will be back: the only refusal that is worth repeating unasked. */
export const SERVER_UNAVAILABLE = 3;

/** The refusal that another client identifier cures. */
export const IDENTIFIER_REJECTED = 2;

/**
 * The meaning of a CONNACK return code (MQTT 3.1.1, table 3.1).
 *
 * @param {number} code 1 to 5; others are reserved
 * @returns {string} a sentence
 */
export function refusal(code) {
  return CONNACK[code] ?? `The broker refused the connection with the unknown code ${code}.`;
}

/**
 * The first sentence of a text, so that a long page of explanation does not end up in a status line.
 *
 * @param {string} text
 * @returns {string} at most 240 characters
 */
export function firstSentence(text) {
  const line = text.trim().split(/[\r\n]/, 1)[0].trim();
  const sentence = /^.*?[.!?](?=\s|$)/.exec(line)?.[0] ?? line;
  return sentence.length > 240 ? `${sentence.slice(0, 239)}…` : sentence;
}
