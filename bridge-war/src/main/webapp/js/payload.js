/** Bytes kept of each topic's last payload: 500 topics stay within 128 MiB whatever is published. */
export const KEPT_BYTES = 262_144;

/** Longer payloads are not searched for numbers: sensors send short ones, and parsing long ones stalls the page. */
const NUMERIC_BYTES = 4_096;

const NUMBER = /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i;

// Tab, line feed and carriage return are text; any other control character means that the bytes are not prose, and
// shows the stray NUL that C code on small devices likes to append.
const CONTROL = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * @typedef {object} Value
 * @property {'empty' | 'text' | 'binary'} kind
 * @property {string} text the payload as text, or as hexadecimal pairs when binary
 * @property {number} size bytes in the message as it was sent
 * @property {boolean} cut true when only the first {@link KEPT_BYTES} were kept
 */

/**
 * Turns payload bytes into something that a person can read.
 *
 * @param {Uint8Array} bytes what was kept of the payload
 * @param {number} [size] its full length
 * @returns {Value}
 */
export function readPayload(bytes, size = bytes.length) {
  const cut = size > bytes.length;
  if (size === 0) return { kind: 'empty', text: '', size, cut };
  const text = decode(bytes, cut);
  if (text !== null && !CONTROL.test(text)) return { kind: 'text', text, size, cut };
  return { kind: 'binary', text: hex(bytes), size, cut };
}

/**
 * The numbers in a payload: the payload itself, or the numeric members of a JSON object.
 *
 * @param {Uint8Array} bytes
 * @returns {[string, number][]} name and value; the name is empty for a bare number; no pair when nothing is numeric
 */
export function numbersIn(bytes) {
  if (bytes.length === 0 || bytes.length > NUMERIC_BYTES) return [];
  const text = decode(bytes, false);
  if (text === null) return [];
  if (NUMBER.test(text)) {
    const number = Number(text);
    return Number.isFinite(number) ? [['', number]] : [];
  }
  if (!/^\s*\{/.test(text)) return [];
  try {
    return Object.entries(JSON.parse(text)).filter(([, member]) => Number.isFinite(member));
  } catch {
    return []; // text that only looks like JSON
  }
}

/**
 * A payload on one short line.
 *
 * @param {Value} value
 * @param {number} [longest] characters of text
 * @returns {string}
 */
export function preview({ kind, text, size }, longest = 160) {
  const long = text.length > longest;
  // A surrogate pair must not be cut in half.
  const line = long ? `${text.slice(0, longest).replace(/[\ud800-\udbff]$/, '')}…` : text;
  return kind === 'binary' ? `${line} (${size.toLocaleString('en')} ${size === 1 ? 'byte' : 'bytes'})` : line;
}

function decode(bytes, cut) {
  try {
    // A cut payload may end inside a character, which is no reason to show all of it as binary.
    return cut ? new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true })
      : utf8.decode(bytes);
  } catch {
    return null;
  }
}

function hex(bytes) {
  const pairs = new Array(bytes.length);
  for (let i = 0; i < bytes.length; i++) pairs[i] = bytes[i].toString(16).padStart(2, '0');
  return pairs.join(' ');
}
