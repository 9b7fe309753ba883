import { webapp } from '../page-modules.mjs';

const { Rialto } = await webapp('rialto/client.js');

/** Lets promises go on. */
export async function settle() {
  for (let i = 0; i < 50; i++) await Promise.resolve();
}

/** A page's surroundings: a clock that the test turns, sockets and requests that it answers. */
export class World {
  time = 0;
  timers = new Map();
  sockets = [];
  requests = [];
  memories = new Map();
  #timer = 0;

  constructor() {
    const world = this;
    this.environment = {
      WebSocket: class {
        sent = [];
        frames = 0;
        readyState = 0;

        constructor(url, protocol) {
          Object.assign(this, { url, protocol });
          world.sockets.push(this);
        }

        send(text) {
          this.frames++;
          for (const each of [JSON.parse(text)].flat()) this.sent.push(each);
        }

        close() {
          this.readyState = 3;
        }

        open() {
          this.readyState = 1;
          this.onopen();
        }

        /** The server says something. */
        say(...messages) {
          this.onmessage({ data: JSON.stringify(messages.length === 1 ? messages[0] : messages) });
        }

        /** Answers the last request of a type that has not been answered. */
        answer(type, answer = {}) {
          const request = this.sent.find((each) => each.type === type && !each.answered);
          if (!request) throw new Error(`There is no ${type} in ${JSON.stringify(this.sent)}`);
          request.answered = true;
          this.say({ type: type === 'ping' ? 'pong' : 'ok', id: request.id, ...answer });
          return request;
        }

        of(type) {
          return this.sent.filter((each) => each.type === type);
        }

        break(code = 1006, reason = '') {
          this.readyState = 3;
          this.onclose?.({ code, reason });
        }
      },
      fetch: (url, options) => new Promise((resolve, reject) => {
        const request = { url: new URL(url), options, headers: options.headers };
        options.signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
        request.fail = () => reject(new TypeError('Failed to fetch'));
        request.json = (body, headers = {}, status = 200) => {
          this.requests.splice(this.requests.indexOf(request), 1);
          resolve(new Response(JSON.stringify(body), { status, headers }));
        };
        request.stream = () => {
          this.requests.splice(this.requests.indexOf(request), 1);
          let controller;
          const body = new ReadableStream({ start: (given) => { controller = given; } });
          resolve(new Response(body, { status: 200 }));
          return {
            write: (text) => controller.enqueue(new TextEncoder().encode(text)),
            fail: () => controller.error(new TypeError('network error')),
            end: () => controller.close(),
          };
        };
        this.requests.push(request);
      }),
      setTimeout: (run, after) => {
        this.timers.set(++this.#timer, { run, at: this.time + after });
        return this.#timer;
      },
      clearTimeout: (timer) => this.timers.delete(timer),
      now: () => this.time,
      random: () => 0,
      memories: this.memories,
    };
  }

  get socket() {
    return this.sockets.at(-1);
  }

  /** Time passes. */
  async pass(milliseconds) {
    await settle();
    const end = this.time + milliseconds;
    for (;;) {
      const due = [...this.timers].filter(([, { at }]) => at <= end).sort(([, a], [, b]) => a.at - b.at)[0];
      if (!due) break;
      this.timers.delete(due[0]);
      this.time = due[1].at;
      due[1].run();
      await settle();
    }
    this.time = end;
  }

  /** A page, with what its listeners hear. */
  page(options = {}) {
    const page = new Rialto('http://server/', options, this.environment);
    page.heard = { state: [], gap: [], error: [], unclaimed: [] };
    page.on('state', ({ name, transport }) => page.heard.state.push(transport ?? name));
    for (const type of ['gap', 'error', 'unclaimed']) page.on(type, (event) => page.heard[type].push(event));
    return page;
  }

  /** The socket opens, and the server greets. */
  async greet(greeting = { clientId: 'page-1', resumed: false }) {
    await settle();
    this.socket.open();
    await settle();
    this.socket.answer('connect', greeting);
    await settle();
    return this.socket;
  }
}
