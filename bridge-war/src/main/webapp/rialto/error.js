/** What went wrong, with a code that stays the same and a sentence that may not. */
export class RialtoError extends Error {
  /**
   * @param {string} code such as not-authorized
   * @param {string} sentence
   * @param {number} [reason] MQTT's reason code
   */
  constructor(code, sentence, reason) {
    super(sentence);
    this.name = 'RialtoError';
    this.code = code;
    this.reason = reason;
  }
}

/** Trying again does not help against these. */
const FINAL = new Set([
  'bad-user-name-or-password', 'not-authorized', 'forbidden', 'unauthorized', 'banned', 'client-identifier-not-valid',
  'bad-authentication-method', 'unsupported-protocol-version',
]);

/** Whether a connection that is refused with this will be refused again, unless who asks is somebody else then. */
export const isFinal = (error) => FINAL.has(error.code);
