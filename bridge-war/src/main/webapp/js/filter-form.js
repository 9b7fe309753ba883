import { filterProblem } from './filter.js';
import { readHash, writeHash } from './hash.js';

/**
 * The form that chooses what to subscribe to. The choice is part of the URL, for bookmarks and the back button.
 *
 * @param {(subscription: {filter: string, qos: 0 | 1} | null) => void} onChange null when the URL's filter is invalid
 * @returns {{start: () => void, report: (news: {state: string, text: string}) => void}}
 */
export function createFilterForm(onChange) {
  const form = document.getElementById('filter-form');
  const { filter, qos } = form.elements;
  const status = document.getElementById('filter-status');

  const say = (text, problem) => {
    status.textContent = text;
    status.classList.toggle('problem', problem);
  };

  const check = () => {
    const problem = filterProblem(filter.value);
    filter.setAttribute('aria-invalid', String(problem !== null));
    if (problem) say(problem, true);
    return problem === null;
  };

  const fromUrl = () => {
    const wanted = readHash(location.hash);
    filter.value = wanted.filter;
    qos.value = String(wanted.qos);
    onChange(check() ? wanted : null);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!check()) {
      filter.focus();
      return;
    }
    const wanted = { filter: filter.value, qos: Number(qos.value) };
    const hash = writeHash(wanted);
    // pushState and not location.hash, which cannot remove the # and would come back as a hashchange.
    if (hash !== location.hash) history.pushState(null, '', hash || location.pathname + location.search);
    onChange(wanted);
  });

  addEventListener('popstate', fromUrl); // also fired when the user edits the hash in the address bar

  return {
    start: fromUrl,
    report: ({ state, text }) => {
      // What is wrong with the text in the field comes first: nothing has been asked of the broker for it.
      if (filter.getAttribute('aria-invalid') !== 'true') say(text, state === 'refused');
    },
  };
}
