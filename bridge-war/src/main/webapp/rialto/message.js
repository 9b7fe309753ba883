import { RialtoError } from './error.js';

/** Those that only the WebSocket carries. */
const MORE = ['responseTopic', 'correlation', 'expiry', 'userProperties'];

/**
 * A message as the page gets it.
 *
 * @param {object} raw as the server sends it, whichever way
 * @returns {import('../rialto.d.ts').Message}
 */
export function received({ type, ack, base64, retained, correlation, ...rest }) {
  const message = { qos: 0, retain: retained ?? false, dup: false, ...rest };
  if (base64 !== undefined) message.value = bytes(base64);
  if (correlation !== undefined) message.correlation = bytes(correlation);
  return message;
}

/** Server-Sent Events and polls have JSON as text: here it becomes the value that the WebSocket would bring. */
export function parsed(raw) {
  if (typeof raw.value !== 'string' || !/^application\/json\b/i.test(raw.contentType ?? '')) return raw;
  try {
    return { ...raw, value: JSON.parse(raw.value) };
  } catch {
    return raw; // its publisher's own idea of JSON
  }
}

/**
 * A publication for the WebSocket.
 *
 * @param {string} topic
 * @param {unknown} value
 * @param {import('../rialto.d.ts').PublishOptions} options
 */
export function publication(topic, value, { correlation, ...options }) {
  const raw = asBytes(value);
  return {
    type: 'publish',
    topic,
    ...(raw ? { base64: base64(raw) } : { value: defined(value) }),
    ...options,
    ...(correlation === undefined ? {} : { correlation: base64(correlation) }),
  };
}

/**
 * A publication as the body of a request. Text has no content type of its own, as on the WebSocket.
 *
 * @returns {{body: Uint8Array, contentType?: string}}
 */
export function httpBody(value, options) {
  const missing = MORE.find((name) => options[name] !== undefined);
  if (missing) throw new RialtoError('needs-websocket', `${missing} can only be published over a WebSocket.`);
  const raw = asBytes(value);
  if (raw) return { body: raw, contentType: options.contentType };
  const text = typeof value === 'string';
  return {
    body: new TextEncoder().encode(text ? value : JSON.stringify(defined(value))),
    contentType: options.contentType ?? (text ? undefined : 'application/json'),
  };
}

function defined(value) {
  if (JSON.stringify(value) === undefined) throw new TypeError('A value is text, bytes, or what JSON can say.');
  return value;
}

function asBytes(value) {
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return ArrayBuffer.isView(value) ? new Uint8Array(value.buffer, value.byteOffset, value.byteLength) : null;
}

const bytes = (text) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));

function base64(data) {
  let text = '';
  for (const byte of data) text += String.fromCharCode(byte); // spread would overflow the stack
  return btoa(text);
}
