import { firstSentence } from './reasons.js';

const PATIENCE = 5_000;

/** What a WebSocket address may well answer to a plain GET when all is in order. */
const NOT_AN_UPGRADE = new Set([400, 405, 426]);

/**
 * Finds out why a WebSocket handshake failed.
 *
 * Browsers tell a script nothing about it: a refusal looks like a dead network. The same address answers a plain GET
 * with the reason, though.
 *
 * @param {string | URL} url of the WebSocket, with http: or https:
 * @param {typeof fetch} [get]
 * @returns {Promise<{refused: boolean, reason: string}>} never rejects
 */
export async function explainFailure(url, get = fetch) {
  let response;
  try {
    response = await get(url, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return { refused: false, reason: 'The server does not answer.' };
  }
  const said = await sentence(response);
  if (response.status === 403) {
    return { refused: true, reason: said || 'The server refuses connections from this address or page.' };
  }
  if (response.ok || NOT_AN_UPGRADE.has(response.status)) {
    return { refused: false, reason: 'The server answers, but no WebSocket gets through; a proxy may be in the way.' };
  }
  return { refused: false, reason: said || `The server answers with HTTP status ${response.status}.` };
}

async function sentence(response) {
  if (!response.headers.get('content-type')?.startsWith('text/plain')) return '';
  try {
    return firstSentence(await response.text());
  } catch {
    return '';
  }
}
