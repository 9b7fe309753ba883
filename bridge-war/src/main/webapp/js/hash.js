/** What a page without a hash subscribes to. */
export const DEFAULTS = Object.freeze({ filter: '#', qos: 0 });

/**
 * Reads the subscription from the part of the URL after the `#`, for example `#filter=rialto/+/a0&qos=1`.
 *
 * URLSearchParams is not used: it turns the wildcard + of a hand-written link into a space.
 *
 * @param {string} hash with or without its leading `#`
 * @returns {{filter: string, qos: 0 | 1}} the filter is not validated
 */
export function readHash(hash) {
  const fields = new Map();
  for (const part of hash.replace(/^#/, '').split('&')) {
    const at = part.indexOf('=');
    if (at > 0) fields.set(part.slice(0, at), decode(part.slice(at + 1)));
  }
  return { filter: fields.get('filter') ?? DEFAULTS.filter, qos: fields.get('qos') === '1' ? 1 : 0 };
}

/**
 * The reverse of {@link readHash}.
 *
 * @param {{filter: string, qos: number}} subscription
 * @returns {string} empty for the defaults, else beginning with `#`
 */
export function writeHash({ filter, qos }) {
  const parts = [];
  if (filter !== DEFAULTS.filter) {
    parts.push(`filter=${encodeURIComponent(filter).replace(/%2F/g, '/').replace(/%2B/g, '+')}`);
  }
  if (qos !== DEFAULTS.qos) parts.push(`qos=${qos}`);
  return parts.length ? `#${parts.join('&')}` : '';
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a stray % is shown as it stands; the filter field lets the user correct it
  }
}
