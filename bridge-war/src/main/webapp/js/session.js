/* global Paho */
const KEEP_ALIVE = 45; // seconds; proxies cut connections that are idle for 60
const CONNECT_TIMEOUT = 10; // seconds
const SUBSCRIBE_TIMEOUT = 10; // seconds

const CONNACK_FAILED = 6; // Paho's error numbers
const SOCKET_ERROR = 7;

const STORED = /^(Sent|Received):.*:page-[0-9a-f]{8}:\d+$/;

/** @returns {string} a new client identifier, such as page-09af3c77 */
export function newClientId() {
  const [random] = crypto.getRandomValues(new Uint32Array(1));
  return `page-${random.toString(16).padStart(8, '0')}`;
}

/**
 * @typedef {object} SessionEvents
 * @property {() => void} onConnected
 * @property {(failure: {code?: number, handshake?: boolean, reason: string}) => void} onFailed the connection did not
 *   come about; `code` is that of the CONNACK if there was one, `handshake` tells that there was no WebSocket
 * @property {(reason: string) => void} onLost the connection was up and is gone
 * @property {(message: {topic: string, payload: Uint8Array, qos: number, retained: boolean}) => void} onMessage
 */

/**
 * One MQTT 3.1.1 connection, from CONNECT to its end. The only module that knows Paho.
 *
 * Each connection gets its own Paho client: that one keeps the bytes of a half-received packet when the connection
 * breaks, and would prepend them to the first packet of the next.
 *
 * @param {string} url with ws: or wss:
 * @param {string} clientId
 * @param {SessionEvents} events none is called before this function has returned
 */
export function openSession(url, clientId, events) {
  const unconfirmed = new Map();
  let client;

  const failUnconfirmed = () => {
    for (const { reject } of unconfirmed.values()) {
      reject(new Error('The connection was lost before the broker confirmed the message.'));
    }
    unconfirmed.clear();
  };

  const onFailure = ({ errorCode, errorMessage = '' }) => {
    const code = errorCode === CONNACK_FAILED ? Number(/code:\s*(\d+)/.exec(errorMessage)?.[1]) : undefined;
    events.onFailed({ code, handshake: errorCode === SOCKET_ERROR, reason: connectFailure(errorCode) });
  };

  try {
    forgetStoredMessages();
    client = new Paho.Client(url, clientId);
    client.onMessageArrived = (message) => events.onMessage({
      topic: message.destinationName,
      payload: message.payloadBytes,
      qos: message.qos,
      retained: message.retained,
    });
    client.onMessageDelivered = (message) => {
      unconfirmed.get(message)?.resolve();
      unconfirmed.delete(message);
    };
    client.onConnectionLost = ({ errorCode }) => {
      failUnconfirmed();
      events.onLost(loss(errorCode));
    };
    client.connect({
      mqttVersion: 4,
      cleanSession: true,
      keepAliveInterval: KEEP_ALIVE,
      timeout: CONNECT_TIMEOUT,
      onSuccess: events.onConnected,
      onFailure,
    });
  } catch (error) {
    queueMicrotask(() => events.onFailed({ reason: `The browser does not connect: ${error.message ?? error}` }));
  }

  return {
    /**
     * @param {string} filter
     * @param {0 | 1} qos
     * @returns {Promise<number>} the granted QoS; rejects with a sentence
     */
    subscribe: (filter, qos) => new Promise((resolve, reject) => {
      client.subscribe(filter, {
        qos,
        timeout: SUBSCRIBE_TIMEOUT,
        onSuccess: ({ grantedQos }) => resolve(grantedQos[0]),
        onFailure: ({ errorCode }) => reject(new Error(errorCode?.[0] === 0x80 // [MQTT-3.9.3-2]
          ? `The broker refuses the subscription to ${filter}`
          : `The broker has not answered the subscription to ${filter}`)),
      });
    }),

    /** @param {string} filter */
    unsubscribe: (filter) => client.unsubscribe(filter, {}),

    /**
     * @param {{topic: string, text: string, qos: 0 | 1 | 2, retained: boolean}} publication
     * @returns {Promise<void>} resolves when confirmed as the QoS asks, at once for QoS 0; rejects with a sentence
     */
    publish: ({ topic, text, qos, retained }) => new Promise((resolve, reject) => {
      const message = new Paho.Message(new TextEncoder().encode(text));
      message.destinationName = topic;
      message.qos = qos;
      message.retained = retained;
      unconfirmed.set(message, { resolve, reject });
      client.send(message);
    }),
  };
}

function connectFailure(errorCode) {
  switch (errorCode) {
    case 1: return 'The server has not answered within 10 seconds.';
    case SOCKET_ERROR: return 'No WebSocket connection to the server.';
    case 8: return 'The server closed the connection before it accepted it.';
    default: return 'The connection could not be made.';
  }
}

function loss(errorCode) {
  switch (errorCode) {
    case 4: return 'The broker no longer answers.';
    case 5: return 'The broker sent something that this page cannot read.';
    case 8: return 'The server closed the connection.';
    default: return 'The connection was lost.';
  }
}

/** Paho stores unconfirmed messages to resend them. A clean session never does, so they would only pile up. */
function forgetStoredMessages() {
  for (const key of Object.keys(localStorage)) {
    if (STORED.test(key)) localStorage.removeItem(key);
  }
}
