const SETTLED_AFTER = 3_000; // milliseconds; who is here is told one by one

/** Who is connected, also across reconnections: the page hears of whoever came or left while it was away. */
export class Presence {
  #environment;
  #handlers = new Set();
  #known = new Map(); // client identifier to entry
  #stale = new Set(); // client identifiers that have not been told since the connection broke
  #timer;
  #listed = false;

  constructor(environment) {
    this.#environment = environment;
  }

  get isWanted() {
    return this.#handlers.size > 0;
  }

  /** @param {(entry: object) => void} handler hears at once who is known to be here */
  add(handler) {
    this.#handlers.add(handler);
    for (const entry of this.#known.values()) handler(entry);
  }

  remove(handler) {
    this.#handlers.delete(handler);
    if (this.isWanted) return;
    this.#known.clear();
    this.#listed = false;
  }

  /** Somebody is here, comes, or leaves. */
  told({ type, ...entry }) {
    this.#stale.delete(entry.clientId);
    const known = this.#known.get(entry.clientId);
    if (entry.state === 'leave') {
      if (known) this.#tell({ ...known, state: 'leave' });
      this.#known.delete(entry.clientId);
    } else {
      this.#known.set(entry.clientId, { ...entry, state: 'here' });
      if (!known || (known.since ?? null) !== (entry.since ?? null)) this.#tell(entry);
    }
  }

  /** These are here, and nobody else. */
  present(entries) {
    const state = this.#listed ? 'join' : 'here';
    this.#listed = true;
    const here = new Set(entries.map(({ clientId }) => clientId));
    for (const clientId of [...this.#known.keys()]) if (!here.has(clientId)) this.told({ clientId, state: 'leave' });
    for (const entry of entries) this.told({ ...entry, state });
  }

  /** Whoever is not told within a while has left. */
  reconnected() {
    this.#stale = new Set(this.#known.keys());
    this.#environment.clearTimeout(this.#timer);
    if (this.#stale.size === 0) return;
    this.#timer = this.#environment.setTimeout(() => {
      for (const clientId of this.#stale) this.told({ clientId, state: 'leave' });
    }, SETTLED_AFTER);
  }

  disconnected() {
    this.#environment.clearTimeout(this.#timer);
  }

  #tell(entry) {
    for (const handler of this.#handlers) handler(entry);
  }
}
