import { retryDelay } from '../js/backoff.js';
import { filterProblem } from '../js/filter.js';
import { Acknowledged } from './acknowledged.js';
import { isFinal, RialtoError } from './error.js';
import { HttpLink } from './http.js';
import { Ladder } from './ladder.js';
import { publication, received } from './message.js';
import { later } from './offset.js';
import { Outgoing } from './outgoing.js';
import { Presence } from './presence.js';
import { polls, stream } from './receivers.js';
import { Subscription } from './subscription.js';
import { WebSocketLink } from './websocket.js';

const TRANSPORTS = ['websocket', 'events', 'poll'];
const QUEUE = 1_000;
const STABLE_AFTER = 5_000; // milliseconds; a connection that breaks sooner must not reset the back-off
const CLIMB_AFTER = 60_000;
const CLIMB_AT_MOST = 600_000;

const BROWSER = {
  WebSocket: globalThis.WebSocket,
  fetch: (...request) => fetch(...request),
  setTimeout: (run, time) => setTimeout(run, time),
  clearTimeout: (timer) => clearTimeout(timer),
  now: () => performance.now(),
  random: Math.random,
  memories: undefined,
};

/** One page's way to the server: connected as long as it can be, by the best transport that gets through. */
export class Rialto {
  #server;
  #options;
  #environment;
  #ladder;
  #outgoing;
  #presence;
  #acknowledged = new Acknowledged();
  #subscriptions = new Set();
  #onServer = new Set(); // filters that the session has, as far as is known
  #listeners = { state: new Set(), gap: new Set(), error: new Set(), unclaimed: new Set() };
  #state = { name: 'connecting', transport: null, attempt: 0, error: null };
  #clientId;
  #link = null;
  #generation = 0; // counts connections, so that what an earlier one still tells is recognised as old news
  #retry = null;
  #climb = null;
  #climbs = 0;
  #openedAt = 0;
  #begun = false; // a connection has been opened
  #at = null; // in the history: everything up to here has come
  #online = () => this.#retryNow();

  constructor(server, options, environment = BROWSER) {
    this.#server = server;
    this.#options = options;
    this.#environment = environment;
    this.#clientId = options.clientId;
    this.#outgoing = new Outgoing(options.queue ?? QUEUE);
    this.#presence = new Presence(environment);
    const kinds = TRANSPORTS.filter((kind) => (options.transports ?? TRANSPORTS).includes(kind));
    if (kinds.length === 0) throw new TypeError(`transports are some of ${TRANSPORTS.join(', ')}.`);
    this.#ladder = new Ladder(server, kinds, (options.session ?? 0) > 0, environment.memories);
    globalThis.addEventListener?.('online', this.#online);
    queueMicrotask(() => this.#connect()); // so that the page can listen first
  }

  get state() {
    return { ...this.#state };
  }

  get clientId() {
    return this.#clientId;
  }

  on(type, listener) {
    if (!this.#listeners[type]) throw new TypeError(`There are no events ${type}.`);
    this.#listeners[type].add(listener);
    return () => this.#listeners[type].delete(listener);
  }

  subscribe(filter, ...rest) {
    const handler = rest.pop();
    const problem = filterProblem(filter);
    if (problem) throw new RialtoError('topic-filter-invalid', problem);
    if (typeof handler !== 'function') throw new TypeError('subscribe(filter, options, handler) needs a handler.');
    this.#mustBeOpen();
    const subscription = new Subscription(filter, rest[0] ?? {}, handler);
    this.#subscriptions.add(subscription);
    if (this.#isConnected) this.#establish(subscription);
    return {
      filter,
      ready: subscription.ready,
      unsubscribe: () => this.#unsubscribe(subscription),
    };
  }

  async publish(topic, value, options = {}) {
    this.#mustBeOpen();
    publication(topic, value, options); // throws if it can't be said
    return this.#outgoing.add({ topic, value, options });
  }

  presence(handler) {
    this.#mustBeOpen();
    const first = !this.#presence.isWanted;
    this.#presence.add(handler);
    if (first && this.#isConnected) this.#askPresence();
    return {
      unsubscribe: () => {
        this.#presence.remove(handler);
        if (!this.#presence.isWanted && this.#isConnected) this.#link.presence(false).catch(() => {});
      },
    };
  }

  retry() {
    if (this.#state.name === 'refused') this.#connect();
    else this.#retryNow();
  }

  close() {
    if (this.#state.name === 'closed') return;
    globalThis.removeEventListener?.('online', this.#online);
    this.#stop();
    this.#change({ name: 'closed', transport: null, error: null });
    this.#outgoing.fail(new RialtoError('closed', 'The page has closed the connection.'));
  }

  get #isConnected() {
    return this.#state.name === 'connected';
  }

  #mustBeOpen() {
    if (this.#state.name === 'closed') throw new RialtoError('closed', 'The page has closed the connection.');
  }

  #retryNow() {
    if (this.#retry !== null) this.#connect();
  }

  /** Ends what there is; the generation makes that final. */
  #stop() {
    this.#generation++;
    this.#environment.clearTimeout(this.#retry);
    this.#environment.clearTimeout(this.#climb);
    this.#retry = null;
    this.#lost();
    this.#link?.close();
    this.#link = null;
  }

  async #connect() {
    if (this.#state.name === 'closed') return;
    this.#stop();
    const generation = this.#generation;
    this.#change({ name: this.#begun ? 'reconnecting' : 'connecting', transport: null });
    let hello;
    try {
      hello = await this.#hello();
    } catch (error) {
      if (generation === this.#generation) this.#failed(new RialtoError('no-token', `There is no token: ${error}`), true);
      return;
    }
    if (generation !== this.#generation) return;
    const ifCurrent = (handler) => (...args) => { if (generation === this.#generation) handler(...args); };
    this.#link = this.#open({ server: this.#server, hello, environment: this.#environment }, {
      opened: ifCurrent((greeting) => this.#opened(greeting)),
      message: ifCurrent((raw) => this.#received(raw)),
      presence: ifCurrent((entry) => this.#presence.told(entry)),
      present: ifCurrent((entries) => this.#presence.present(entries)),
      gap: ifCurrent(() => this.#gap()),
      at: ifCurrent((offset) => { this.#at = later(this.#at, offset); }),
      answered: ifCurrent((request) => this.#acknowledged.confirm(request)),
      error: ifCurrent((error) => (error.code === 'history-gap' ? this.#gap() : this.#tell('error', error))),
      ended: ifCurrent((error, stay) => this.#failed(error, stay)),
    });
  }

  async #hello() {
    const { userName, password, token, session, fresh } = this.#options;
    return {
      ...(token ? { token: await token() } : { userName, password }),
      clientId: this.#clientId,
      session,
      fresh: this.#begun ? undefined : fresh,
    };
  }

  #open(context, hooks) {
    if (this.#ladder.kind === 'websocket') return new WebSocketLink(context, hooks);
    return new HttpLink(context, hooks, this.#ladder.kind === 'events' ? stream(this.#environment) : polls());
  }

  #opened({ clientId, resumed }) {
    this.#ladder.opened();
    this.#clientId ??= clientId;
    this.#openedAt = this.#environment.now();
    if (!resumed) {
      this.#acknowledged.clear();
      this.#onServer.clear();
    }
    this.#acknowledged.reconnected();
    for (const each of this.#subscriptions) {
      if (!resumed || !this.#begun || each.qos === 0) each.established = false; // QoS 0 does not wait in a session
    }
    this.#begun = true;
    this.#change({ name: 'connected', transport: this.#link.kind, error: null });
    for (const each of [...this.#subscriptions]) if (!each.established) this.#establish(each);
    for (const filter of this.#onServer) if (!this.#isSubscribed(filter)) this.#leave(filter);
    this.#presence.reconnected();
    if (this.#presence.isWanted) this.#askPresence();
    this.#outgoing.connected(this.#link);
    if (this.#ladder.isBest) this.#climbs = 0;
    else this.#planClimb();
  }

  async #establish(subscription) {
    const generation = this.#generation;
    this.#onServer.add(subscription.filter);
    try {
      const answer = await this.#link.subscribe({ ...subscription.request(), qos: this.#qos(subscription.filter) });
      if (generation !== this.#generation) return;
      if (subscription.begin(answer)) this.#tell('gap', { filter: subscription.filter });
      subscription.accept({ qos: answer.qos });
      await this.#link.ask(); // the answer comes after what was missed
      if (generation === this.#generation) subscription.caughtUp();
    } catch (error) {
      if (error.code === 'connection-lost') return; // it is asked for again
      this.#subscriptions.delete(subscription);
      this.#onServer.delete(subscription.filter);
      subscription.refuse(error);
      this.#tell('error', error);
    }
  }

  /** One filter is one subscription to the server. */
  #qos(filter) {
    return Math.max(...[...this.#subscriptions].filter((each) => each.filter === filter).map((each) => each.qos));
  }

  #isSubscribed(filter) {
    return [...this.#subscriptions].some((each) => each.filter === filter);
  }

  #unsubscribe(subscription) {
    if (!this.#subscriptions.delete(subscription)) return;
    if (this.#isConnected && !this.#isSubscribed(subscription.filter)) this.#leave(subscription.filter);
  }

  #leave(filter) {
    this.#link.unsubscribe(filter).then(() => {
      if (!this.#isSubscribed(filter)) this.#onServer.delete(filter);
    }, () => {});
  }

  #askPresence() {
    this.#link.presence(true).catch((error) => {
      if (error.code !== 'connection-lost') this.#tell('error', error);
    });
  }

  #received(raw) {
    const message = received(raw);
    const repeated = raw.ack !== undefined && this.#acknowledged.has(raw);
    const wanting = repeated ? [] : [...this.#subscriptions].filter((each) => each.wants(message.topic));
    const handled = wanting.map((each) => this.#give(each, message)).filter(Boolean);
    if (raw.ack === undefined) return;
    if (!repeated && wanting.length === 0) this.#tell('unclaimed', message);
    if (handled.length === 0) this.#acknowledge(raw);
    else Promise.all(handled).then(() => this.#acknowledge(raw));
  }

  /** Returns a promise if the handler is not done yet. A handler that fails has had its message all the same. */
  #give(subscription, message) {
    const failed = (error) => this.#tell('error', error);
    try {
      const result = subscription.give(message);
      return typeof result?.then === 'function' ? Promise.resolve(result).catch(failed) : null;
    } catch (error) {
      failed(error);
      return null;
    }
  }

  #acknowledge(raw) {
    const ask = this.#acknowledged.add(raw, this.#link?.requests ?? Infinity);
    this.#link?.acknowledge(raw.ack);
    if (ask) this.#link?.ask().catch(() => {});
  }

  #gap() {
    for (const { filter } of this.#subscriptions) this.#tell('gap', { filter });
  }

  #lost() {
    this.#outgoing.disconnected();
    this.#presence.disconnected();
    if (this.#isConnected) for (const each of this.#subscriptions) each.disconnected(this.#at);
  }

  #failed(error, stay) {
    const opened = this.#isConnected;
    if (opened && this.#environment.now() - this.#openedAt >= STABLE_AFTER) this.#state.attempt = 0;
    this.#stop();
    if (isFinal(error) && !this.#options.token) {
      this.#change({ name: 'refused', transport: null, error });
      this.#outgoing.fail(error);
      return;
    }
    const elsewhere = (!opened || error.code === 'blocked') && this.#ladder.failed(stay);
    const attempt = this.#state.attempt + 1;
    const delay = elsewhere ? 0 : retryDelay(attempt, this.#environment.random);
    this.#retry = this.#environment.setTimeout(() => this.#connect(), delay);
    this.#change({
      name: this.#begun ? 'reconnecting' : 'connecting',
      transport: null,
      attempt: elsewhere ? this.#state.attempt : attempt,
      error,
    });
  }

  /** The proxy may be another one by now. */
  #planClimb() {
    const most = Math.min(CLIMB_AT_MOST, CLIMB_AFTER * 2 ** this.#climbs++);
    this.#climb = this.#environment.setTimeout(() => this.#tryToClimb(), most * (0.75 + this.#environment.random() / 4));
  }

  #tryToClimb() {
    const generation = this.#generation;
    const climb = (toTheTop) => {
      if (generation !== this.#generation) return;
      this.#ladder.climb(toTheTop);
      this.#connect();
    };
    if (!this.#ladder.kinds.includes('websocket')) return climb(false);
    const probe = new this.#environment.WebSocket(`${this.#server.replace(/^http/, 'ws')}json`, 'rialto.json');
    probe.onopen = () => {
      probe.onclose = null;
      probe.close();
      climb(true);
    };
    probe.onclose = () => {
      if (generation !== this.#generation) return;
      if (this.#ladder.kind === 'poll') climb(false);
      else this.#planClimb();
    };
  }

  #change(changes) {
    this.#state = { ...this.#state, ...changes };
    this.#tell('state', this.state);
  }

  #tell(type, event) {
    for (const listener of this.#listeners[type]) listener(event);
  }
}
