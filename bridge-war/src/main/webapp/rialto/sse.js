/** Reads a stream of Server-Sent Events, however it is cut into pieces. */
export class EventParser {
  #rest = '';
  #event = blank();

  /**
   * @param {string} text the next piece
   * @returns {{type: string, data: string, id: string | null}[]} the events that are complete now
   */
  push(text) {
    const events = [];
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) this.#line(line.endsWith('\r') ? line.slice(0, -1) : line, events);
    return events;
  }

  #line(line, events) {
    if (line === '') {
      if (this.#event.data.length > 0) events.push({ ...this.#event, data: this.#event.data.join('\n') });
      this.#event = blank();
      return;
    }
    const colon = line.indexOf(':');
    const [name, rest] = colon < 0 ? [line, ''] : [line.slice(0, colon), line.slice(colon + 1)];
    const value = rest.startsWith(' ') ? rest.slice(1) : rest;
    if (name === 'data') this.#event.data.push(value);
    else if (name === 'event') this.#event.type = value;
    else if (name === 'id') this.#event.id = value;
  }
}

const blank = () => ({ type: 'message', data: [], id: null });
