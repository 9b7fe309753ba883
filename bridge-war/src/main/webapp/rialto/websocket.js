import { RialtoError } from './error.js';
import { publication } from './message.js';

const OPEN_WITHIN = 5_000; // milliseconds; a proxy that doesn't know WebSockets may never answer
const GREET_WITHIN = 15_000; // checking a password takes a while
const SILENT_FOR = 25_000; // then the server is asked whether it is there
const ANSWER_WITHIN = 10_000;
const BATCH = 8_000; // characters up to which messages are joined; the server takes a limited size
const MOST_IN_BATCH = 500;

/**
 * A connection by WebSocket, in the protocol `rialto.json`.
 *
 * @typedef {object} Hooks what a link tells; nothing comes after `ended`
 * @property {(greeting: {clientId?: string, resumed: boolean}) => void} opened
 * @property {(raw: object) => void} message
 * @property {(entry: object) => void} presence
 * @property {(entries: object[]) => void} present everybody, at this moment
 * @property {() => void} gap for all subscriptions
 * @property {(offset: string) => void} at everything up to here has come
 * @property {(request: number) => void} answered one's number, from 1
 * @property {(error: RialtoError) => void} error of no request
 * @property {(error: RialtoError, stay: boolean) => void} ended `stay`: another transport would not help
 */
export class WebSocketLink {
  kind = 'websocket';
  window = 100;
  requests = 0;
  #hooks;
  #environment;
  #socket;
  #awaited = new Map();
  #timer;
  #batch = [];
  #over = false;
  #lastError = null;

  /**
   * @param {{server: string, hello: object, environment: object}} context
   * @param {Hooks} hooks
   */
  constructor({ server, hello, environment }, hooks) {
    this.#hooks = hooks;
    this.#environment = environment;
    try {
      this.#socket = new environment.WebSocket(`${server.replace(/^http/, 'ws')}json`, 'rialto.json');
    } catch (error) { // such as ws: in a page that came by https:
      queueMicrotask(() => this.#end(new RialtoError('blocked', error.message)));
      return;
    }
    this.#within(OPEN_WITHIN, 'The WebSocket did not open in time.');
    this.#socket.onopen = () => {
      this.#within(GREET_WITHIN, 'The server did not answer in time.');
      this.#request({ type: 'connect', ...hello }).then(
        (greeting) => {
          this.#listen();
          this.#hooks.opened(greeting);
        },
        (error) => this.#end(error, error.code !== 'connection-lost'),
      );
    };
    this.#socket.onmessage = ({ data }) => this.#received(data);
    this.#socket.onclose = ({ code, reason }) => {
      this.#end(this.#lastError ?? new RialtoError('connection-lost', reason || `The connection has ended (${code}).`));
    };
  }

  async publish({ topic, value, options }) {
    await this.#request(publication(topic, value, options));
  }

  subscribe(request) {
    return this.#request({ type: 'subscribe', ...request });
  }

  unsubscribe(filter) {
    return this.#request({ type: 'unsubscribe', filter });
  }

  presence(on) {
    return this.#request({ type: 'presence', on });
  }

  /** Asks whether everything has come so far. */
  ask() {
    return this.#request({ type: 'ping' });
  }

  acknowledge(ack) {
    this.#send({ type: 'ack', ack });
  }

  close() {
    this.#end(new RialtoError('closed', 'The page has closed the connection.'));
  }

  #request(message) {
    if (this.#over) return Promise.reject(new RialtoError('connection-lost', 'There is no connection.'));
    const id = ++this.requests;
    const answer = new Promise((resolve, reject) => { this.#awaited.set(id, { resolve, reject }); });
    this.#send({ ...message, id });
    return answer;
  }

  /** What is sent in one turn of the page leaves together. */
  #send(message) {
    if (this.#over) return;
    this.#batch.push(JSON.stringify(message));
    if (this.#batch.length === 1) queueMicrotask(() => this.#flush());
  }

  #flush() {
    while (this.#batch.length > 0 && !this.#over) {
      let size = 0;
      const fits = this.#batch.findIndex((each) => (size += each.length) > BATCH);
      const part = this.#batch.splice(0, fits < 0 ? MOST_IN_BATCH : Math.min(Math.max(fits, 1), MOST_IN_BATCH));
      this.#socket.send(part.length === 1 ? part[0] : `[${part}]`);
    }
  }

  #received(data) {
    if (this.#over) return;
    this.#listen();
    for (const each of [JSON.parse(data)].flat()) this.#take(each);
  }

  #take(message) {
    if (message.type === 'message') {
      this.#hooks.message(message);
      if (message.offset && !message.retain) this.#hooks.at(message.offset);
    }
    if (message.type === 'presence') this.#hooks.presence(message);
    else if (message.type === 'ok' || message.type === 'pong') this.#answered(message);
    else if (message.type === 'error') this.#failed(message);
  }

  #answered({ id, ...answer }) {
    this.#hooks.answered(id);
    this.#awaited.get(id)?.resolve(answer);
    this.#awaited.delete(id);
  }

  #failed({ id, code, sentence, reason }) {
    const error = new RialtoError(code, sentence, reason);
    if (this.#awaited.has(id)) {
      this.#awaited.get(id).reject(error);
      this.#awaited.delete(id);
    } else {
      this.#lastError = error; // perhaps why the connection ends now
      this.#hooks.error(error);
    }
  }

  /** A connection may be gone without anybody having said so. */
  #listen() {
    this.#environment.clearTimeout(this.#timer);
    this.#timer = this.#environment.setTimeout(() => {
      this.ask().catch(() => {});
      this.#within(ANSWER_WITHIN, 'The server no longer answers.');
    }, SILENT_FOR);
  }

  #within(time, otherwise) {
    this.#environment.clearTimeout(this.#timer);
    this.#timer = this.#environment.setTimeout(() => this.#end(new RialtoError('connection-lost', otherwise)), time);
  }

  #end(error, stay = false) {
    if (this.#over) return;
    this.#over = true;
    this.#batch = [];
    this.#environment.clearTimeout(this.#timer);
    if (this.#socket) {
      this.#socket.onclose = null;
      this.#socket.close();
    }
    const lost = new RialtoError('connection-lost', error.message);
    for (const { reject } of this.#awaited.values()) reject(lost);
    this.#awaited.clear();
    this.#hooks.ended(error, stay);
  }
}
