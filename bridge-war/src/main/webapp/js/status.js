const HEADLINES = {
  connecting: 'Connecting',
  connected: 'Connected',
  reconnecting: 'Reconnecting',
  refused: 'Refused',
};

/**
 * The strip that tells how the connection is. `<body data-state>` says the same to the style sheet and to tests.
 *
 * @param {object} parts
 * @param {string} parts.address shown when connected
 * @param {() => void} parts.onRetry
 * @returns {(state: import('./connection.js').ConnectionState) => void}
 */
export function createStatus({ address, onRetry }) {
  const headline = document.getElementById('state-headline');
  const reason = document.getElementById('state-reason');
  const detail = document.getElementById('state-detail');
  const retry = document.getElementById('retry');
  let state = null;

  retry.addEventListener('click', onRetry);

  const paint = () => {
    write(headline, HEADLINES[state.name]);
    write(reason, state.reason);
    write(detail, progress(state, address));
    const waiting = state.name === 'refused' || state.retryAt !== null;
    if (!waiting && document.activeElement === retry) headline.parentElement.focus(); // not lost with the button
    retry.hidden = !waiting;
    write(retry, state.retryAt === null ? 'Try again' : 'Reconnect now');
  };

  setInterval(() => { if (state?.retryAt) paint(); }, 250);

  return (next) => {
    state = next;
    document.body.dataset.state = next.name;
    paint();
  };
}

function progress({ name, attempt, retryAt }, address) {
  if (name === 'connected') return `to ${address}`;
  if (retryAt !== null) {
    const seconds = Math.max(0, Math.ceil((retryAt - performance.now()) / 1_000));
    return `Attempt ${attempt} in ${seconds} s`;
  }
  if (name === 'reconnecting') return `Attempt ${attempt} is under way`;
  return name === 'connecting' ? `to ${address}` : 'This page will not try again by itself.';
}

function write(element, text) {
  if (element.textContent !== text) element.textContent = text;
}
