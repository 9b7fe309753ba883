import { RialtoError } from './error.js';
import { parsed } from './message.js';
import { EventParser } from './sse.js';

const FIRST_BYTES_WITHIN = 5_000; // milliseconds; the server says something at once, unless somebody keeps it back
const SILENT_FOR = 90_000; // the server's comments come every 30 s
const AGAIN_AFTER = 1_000;
const WAIT = 25; // seconds

/**
 * By a stream of Server-Sent Events, read from a request of our own, since an EventSource sends no credentials.
 *
 * @param {import('./http.js').HttpLink} link
 */
export function stream(environment) {
  const receive = async (link, filters, signal) => {
    const abort = new AbortController();
    signal.addEventListener('abort', () => abort.abort());
    let timer;
    let began = false;
    const expect = (time) => {
      environment.clearTimeout(timer);
      timer = environment.setTimeout(() => abort.abort(), time);
    };
    try {
      while (!signal.aborted) {
        expect(FIRST_BYTES_WITHIN);
        const body = await open(link, filters, abort.signal);
        await read(body, link, abort.signal, () => {
          began = true;
          expect(SILENT_FOR);
        });
        if (!signal.aborted) await new Promise((resolve) => { timer = environment.setTimeout(resolve, AGAIN_AFTER); });
      }
    } catch (error) {
      if (!began && abort.signal.aborted) throw new RialtoError('blocked', 'Streams do not get through.');
      throw error instanceof RialtoError ? error : new RialtoError('connection-lost', 'The stream has broken.');
    } finally {
      environment.clearTimeout(timer);
      abort.abort();
    }
  };
  return Object.assign(receive, { kind: 'events' });
}

async function open(link, filters, signal) {
  const query = new URLSearchParams(filters.map((filter) => ['filter', filter]));
  if (link.at) query.set('since', link.at);
  const { body } = await link.request(`api/events?${query}`, { headers: { Accept: 'text/event-stream' }, signal });
  return body;
}

async function read(body, link, signal, onBytes) {
  const parser = new EventParser();
  const decoder = new TextDecoder();
  const reader = body.getReader();
  signal.addEventListener('abort', () => reader.cancel().catch(() => {}));
  for (let part = await reader.read(); !part.done && !signal.aborted; part = await reader.read()) {
    onBytes();
    for (const event of parser.push(decoder.decode(part.value, { stream: true }))) take(event, link);
  }
  if (signal.aborted) throw new RialtoError('connection-lost', 'The stream has gone silent.');
}

function take({ type, data, id }, link) {
  if (type === 'message') link.deliver({ ...parsed(JSON.parse(data)), ...(id ? { offset: id } : {}) });
  else if (id) link.passed(id);
  if (type === 'gap') link.gap();
}

/** By one poll after the other. */
export function polls() {
  const receive = async (link, filters, signal) => {
    while (!signal.aborted) {
      const { messages, offset, gap } = await link.poll(filters, { since: link.at, wait: WAIT, signal });
      if (signal.aborted) return;
      if (gap) link.gap();
      messages.forEach((each) => link.deliver(each));
      link.passed(offset);
    }
  };
  return Object.assign(receive, { kind: 'poll' });
}
