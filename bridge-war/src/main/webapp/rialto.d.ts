/** The ways to the server, best first. */
export type Transport = 'websocket' | 'events' | 'poll';

export interface ConnectOptions {
  /** Another server than the one that this module came from, such as `https://iot.example.org/`. */
  url?: string | URL;
  userName?: string;
  password?: string;
  /** Called before each connection, also each reconnection, for a token that is valid then. */
  token?: () => string | Promise<string>;
  /** The MQTT client identifier; by default the server assigns one, which is kept for the page's life. */
  clientId?: string;
  /** For how many seconds the server keeps subscriptions and messages of QoS 1 after the connection is lost; 0. */
  session?: number;
  /** Begins a new session instead of the one that the client identifier may still have. */
  fresh?: boolean;
  /** How many publications may wait or be unanswered; 1,000. */
  queue?: number;
  /** The ways to try; all. */
  transports?: Transport[];
}

/** Text, bytes, or what JSON can say. */
export type Value = string | number | boolean | null | object | ArrayBuffer | ArrayBufferView;

export interface PublishOptions {
  /** 1 by default. With 0 a publication is given up when the connection breaks. */
  qos?: 0 | 1;
  retain?: boolean;
  contentType?: string;
  /** This and all below only over a WebSocket; else `publish` rejects with the code `needs-websocket`. */
  responseTopic?: string;
  correlation?: Uint8Array;
  /** Seconds. */
  expiry?: number;
  userProperties?: [string, string][];
}

export interface SubscribeOptions {
  /** The highest QoS; 1 by default. */
  qos?: 0 | 1;
  /** Begins with up to so many messages of each topic that the server's history has. */
  last?: number;
  /** Begins with what came after that offset, which an earlier message had. */
  since?: string;
  /** Whether it begins with the retained messages; `new` is: only if the session does not have this filter yet. */
  retained?: 'yes' | 'new' | 'no';
}

export interface Message<T = any> {
  topic: string;
  /** Text; the parsed value if the content type is `application/json`; bytes (`Uint8Array`) if it isn't UTF-8. */
  value: T;
  /** 0 also where the transport does not tell. */
  qos: 0 | 1;
  /** Whether it was retained before the subscription. */
  retain: boolean;
  /** Whether it may have come before, in an earlier life of this page. */
  dup: boolean;
  /** Its place in the server's history. */
  offset?: string;
  contentType?: string;
  responseTopic?: string;
  correlation?: Uint8Array;
  /** Seconds. */
  expiry?: number;
  userProperties?: [string, string][];
}

/** A message of QoS 1 is acknowledged when this has returned, or when the promise that it returns is settled. */
export type Handler<T = any> = (message: Message<T>) => unknown;

export interface Subscription {
  readonly filter: string;
  /** Rejects if the server refuses; there is an event `error`, too. */
  readonly ready: Promise<{ qos: 0 | 1 }>;
  unsubscribe(): void;
}

export interface PresenceEntry {
  clientId: string;
  state: 'here' | 'join' | 'leave';
  userName?: string;
  /** ISO 8601. */
  since?: string;
  kind?: 'mqtt' | 'json' | 'text' | 'http' | 'events' | 'cdi';
}

export interface State {
  name: 'connecting' | 'connected' | 'reconnecting' | 'refused' | 'closed';
  /** While connected. */
  transport: Transport | null;
  /** How many failures in a row. */
  attempt: number;
  /** Why it is not connected. */
  error: RialtoError | null;
}

export interface Events<T = any> {
  state: State;
  /** Messages may be missing: there were more than the history keeps, or the server was started anew. */
  gap: { filter: string };
  /** What nobody waits for: a subscription that is refused later, or a handler that throws. */
  error: unknown;
  /** A message of a kept session that no subscription of this page wants. */
  unclaimed: Message<T>;
}

export interface Rialto {
  readonly state: State;
  readonly clientId: string | undefined;
  subscribe<T = any>(filter: string, handler: Handler<T>): Subscription;
  subscribe<T = any>(filter: string, options: SubscribeOptions, handler: Handler<T>): Subscription;
  /** Resolves when the server has it; rejects with a `RialtoError`. */
  publish(topic: string, value: Value, options?: PublishOptions): Promise<void>;
  presence(handler: (entry: PresenceEntry) => void): { unsubscribe(): void };
  /** @returns a function that ends it */
  on<K extends keyof Events>(type: K, listener: (event: Events[K]) => void): () => void;
  /** Connects now instead of later, or again after it was refused. */
  retry(): void;
  close(): void;
}

export declare class RialtoError extends Error {
  constructor(code: string, sentence: string, reason?: number);
  /** Stays the same, such as `not-authorized`. */
  readonly code: string;
  /** MQTT's reason code, where there is one. */
  readonly reason?: number;
}

/** Connects, and stays connected, by itself. */
export declare function connect(options?: ConnectOptions): Rialto;
