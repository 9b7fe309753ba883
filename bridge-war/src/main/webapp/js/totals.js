import * as format from './format.js';

/**
 * The sums in the strip, and the notice about what does not fit on the page.
 *
 * @param {import('./topics.js').TopicModel} model
 * @returns {(now: number) => void} paints them
 */
export function createTotals(model) {
  const role = (name) => document.querySelector(`[data-role=total-${name}]`);
  const [topics, messages, rate] = ['topics', 'messages', 'rate'].map(role);
  const notice = document.getElementById('hidden-notice');
  const numbers = document.getElementById('hidden-numbers');

  return (now) => {
    topics.textContent = format.count(model.size);
    messages.textContent = format.count(model.messages);
    rate.textContent = format.rate(model.rate(now)).replace('/s', '');
    const over = model.hiddenTopics > 0;
    if (notice.hidden === over) {
      notice.hidden = numbers.hidden = !over;
      // The sentence is read aloud once; the numbers, which change all the time, stand beside the live region.
      notice.textContent = over
        ? `Only the first ${format.counted(model.size, 'topic')} are shown. A narrower filter shows the others.` : '';
    }
    if (over) {
      numbers.textContent = `Not shown: at least ${format.counted(model.hiddenTopics, 'more topic')} with `
        + `${format.counted(model.hiddenMessages, 'message')} so far.`;
    }
  };
}
