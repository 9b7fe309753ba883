import { RialtoError } from './error.js';
import { httpBody, parsed } from './message.js';
import { later, parseOffset } from './offset.js';

const ANSWER_WITHIN = 15_000; // milliseconds
const PRESENCE = '$presence/+';
const LOOK_AFTER = 10_000;

/**
 * A connection by requests, for when a proxy lets no WebSocket through. What is published on the subscribed topics is
 * brought by a receiver: a stream, or one poll after the other. There is no session: the server's history bridges what
 * lies between two requests.
 */
export class HttpLink {
  window = 1; // requests may overtake each other, publications must not
  requests = 0;
  at = null; // everything up to here has come
  #server;
  #environment;
  #headers;
  #hooks;
  #receive;
  #filters = new Set();
  #over = false;
  #aborts = new Set();
  #receiving = null;
  #planned = false;
  #look = null;

  /**
   * @param {{server: string, hello: object, environment: object}} context
   * @param {import('./websocket.js').Hooks} hooks
   * @param {(link: HttpLink, filters: string[], signal: AbortSignal) => Promise<void>} receive until it is aborted
   */
  constructor({ server, hello, environment }, hooks, receive) {
    this.kind = receive.kind;
    this.#server = server;
    this.#environment = environment;
    this.#hooks = hooks;
    this.#receive = receive;
    this.#headers = authorization(hello);
    this.poll([]).then(() => hooks.opened({ resumed: false }), (error) => this.#end(error));
  }

  async publish({ topic, value, options }) {
    const { body, contentType } = httpBody(value, options);
    const path = topic.split('/').map(encodeURIComponent).join('/');
    const headers = contentType === undefined ? {} : { 'Content-Type': contentType };
    await this.#whileOpen(this.request(`api/topics/${path}${options.retain ? '?retain=true' : ''}`, {
      method: 'POST', body, headers,
    }));
  }

  /** What is retained, or what the history has, comes at once; then the receiver begins anew, with one filter more. */
  subscribe({ filter, last, since, retained }) {
    return this.#whileOpen(this.#subscribe(filter, last, since, retained));
  }

  async #subscribe(filter, last, since, retained) {
    const { messages, offset, gap } = await this.poll([filter], { since });
    if (since || (retained !== 'no' && !last)) messages.forEach((each) => this.#hooks.message(each));
    const begin = last && !since ? await this.#replay(filter, last, offset) : offset;
    if (!this.at || later(this.at, begin) === this.at) this.at = begin; // the stream begins at the earliest
    this.#filters.add(filter);
    this.#restart();
    return { offset: begin, qos: 1, gap };
  }

  async #replay(filter, last, now) {
    const topics = new Map();
    let since = `${parseOffset(now).epoch}-0`;
    while (parseOffset(since).number < parseOffset(now).number) {
      const { messages, offset } = await this.poll([filter], { since });
      since = offset;
      for (const each of messages) topics.set(each.topic, [...topics.get(each.topic) ?? [], each].slice(-last));
    }
    const all = [...topics.values()].flat();
    all.sort((one, other) => parseOffset(one.offset).number - parseOffset(other.offset).number);
    all.forEach((each) => this.#hooks.message(each));
    return since;
  }

  async unsubscribe(filter) {
    this.#filters.delete(filter);
    this.#restart();
  }

  /** What is retained on the topics of presence is who is here; it is in no history, so it is looked at again. */
  async presence(on) {
    this.#environment.clearTimeout(this.#look);
    this.#look = null;
    if (!on || this.#over) return;
    const { messages } = await this.#whileOpen(this.poll([PRESENCE]));
    this.#hooks.present(messages.map(({ value }) => (typeof value === 'string' ? JSON.parse(value) : value)));
    this.#look = this.#environment.setTimeout(() => this.presence(true).catch(() => {}), LOOK_AFTER);
  }

  async ask() {}

  acknowledge() {}

  close() {
    this.#end(new RialtoError('closed', 'The page has closed the connection.'));
  }

  /**
   * One poll.
   *
   * @param {string[]} filters
   * @param {{since?: string, wait?: number, signal?: AbortSignal}} [options] `wait` in seconds
   */
  async poll(filters, { since, wait = 0, signal } = {}) {
    const query = new URLSearchParams(filters.map((filter) => ['filter', filter]));
    if (since) query.set('since', since);
    if (wait > 0) query.set('wait', `${wait}`);
    const headers = { Accept: 'application/json' };
    const response = await this.request(`api/events?${query}`, { headers, signal }, wait * 1_000);
    return {
      messages: (await response.json()).map(parsed),
      offset: response.headers.get('Rialto-Offset'),
      gap: response.headers.get('Rialto-Gap') === 'true',
    };
  }

  /**
   * A request that must be answered within a time.
   *
   * @returns {Promise<Response>} one that says yes
   */
  async request(path, { headers, signal, ...options }, patience = 0) {
    const abort = new AbortController();
    const giveUp = () => abort.abort();
    if (signal?.aborted) giveUp();
    signal?.addEventListener('abort', giveUp);
    this.#aborts.add(abort);
    const timer = this.#environment.setTimeout(giveUp, patience + ANSWER_WITHIN);
    try {
      const response = await this.#environment.fetch(this.#server + path, {
        ...options, headers: { ...this.#headers, ...headers }, signal: abort.signal, cache: 'no-store',
      });
      return response.ok ? response : await refused(response);
    } catch (error) {
      throw error instanceof RialtoError ? error : new RialtoError('connection-lost', 'The server does not answer.');
    } finally {
      this.#environment.clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      this.#aborts.delete(abort);
    }
  }

  /** An event for those who wait for it. */
  deliver(raw) {
    if (this.#over) return;
    this.#hooks.message(raw);
    if (raw.offset) this.passed(raw.offset);
  }

  /** The stream has been here. */
  passed(offset) {
    this.at = offset;
    this.#hooks.at(offset);
  }

  gap() {
    if (!this.#over) this.#hooks.gap();
  }

  /** Asks for the stream anew, after all that is being asked at this moment. */
  #restart() {
    if (this.#planned) return;
    this.#planned = true;
    queueMicrotask(() => {
      this.#planned = false;
      this.#receiving?.abort();
      this.#receiving = null;
      if (this.#over || this.#filters.size === 0) return;
      const receiving = new AbortController();
      this.#receiving = receiving;
      this.#receive(this, [...this.#filters], receiving.signal).catch((error) => {
        if (!receiving.signal.aborted) this.#end(error.code === 'not-authorized' ? lost(error) : error);
      });
    });
  }

  /** What fails for want of a server is the end of the connection, and is tried again with the next. */
  async #whileOpen(task) {
    if (this.#over) throw new RialtoError('connection-lost', 'There is no connection.');
    try {
      return await task;
    } catch (error) {
      if (isUnreachable(error)) {
        this.#end(error);
        throw lost(error);
      }
      throw error;
    }
  }

  #end(error) {
    if (this.#over) return;
    this.#over = true;
    this.#environment.clearTimeout(this.#look);
    this.#receiving?.abort();
    for (const abort of this.#aborts) abort.abort();
    this.#hooks.ended(error, error.code !== 'blocked');
  }
}

/** Rights may change: whoever connects again is told which subscription it is about. */
const lost = ({ message }) => new RialtoError('connection-lost', message);

const isUnreachable = ({ code }) => code === 'connection-lost' || code === 'server-unavailable';

function authorization({ token, userName, password = '' }) {
  if (token !== undefined) return { Authorization: `Bearer ${token}` };
  if (userName === undefined) return {};
  const pair = new TextEncoder().encode(`${userName}:${password}`);
  return { Authorization: `Basic ${btoa(String.fromCharCode(...pair))}` };
}

async function refused(response) {
  const said = await response.json().catch(() => ({}));
  // A server that is starting has no such address yet, and a proxy before it has words of its own.
  const away = response.status === 404 || (response.status >= 500 && !said.code) || response.status === 503;
  const code = away ? 'server-unavailable' : said.code ?? 'refused';
  throw new RialtoError(code, said.sentence ?? `The server answers with status ${response.status}.`);
}
