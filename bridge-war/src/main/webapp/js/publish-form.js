import { topicProblem } from './filter.js';

const NOT_CONNECTED = 'Not sent: the page is not connected at the moment.';

/**
 * The form that publishes a message.
 *
 * @param {() => object | null} session the session that is up, if any
 * @returns {{prefill: (topic: string) => void}}
 */
export function createPublishForm(session) {
  const form = document.getElementById('publish-form');
  const { topic, value, qos, retain } = form.elements;
  const status = document.getElementById('publish-status');
  // Counts messages, so that a late confirmation does not overwrite the news about a later message.
  let latest = 0;

  const say = (text, problem = false) => {
    status.textContent = text;
    status.classList.toggle('problem', problem);
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const current = ++latest;
    const problem = topicProblem(topic.value);
    topic.setAttribute('aria-invalid', String(problem !== null));
    if (problem) {
      say(problem, true);
      topic.focus();
      return;
    }
    const to = session();
    if (!to) return say(NOT_CONNECTED, true);
    const message = { topic: topic.value, text: value.value, qos: Number(qos.value), retained: retain.checked };
    if (message.qos > 0) say(`Sending to ${message.topic}`);
    value.value = '';
    value.focus();
    try {
      await to.publish(message);
      if (current === latest) say(report(message));
    } catch (error) {
      if (value.value === '') value.value = message.text; // nothing that was typed gets lost
      if (current === latest) say(error.message, true);
    }
  });

  return {
    prefill(name) {
      topic.value = name;
      topic.setAttribute('aria-invalid', 'false');
      say('');
      form.scrollIntoView({ block: 'nearest' });
      value.focus();
    },
  };
}

function report({ topic, text, qos, retained }) {
  if (retained && text === '') return `Retained message of ${topic} removed`;
  return qos === 0 ? `Sent to ${topic}` : `Sent to ${topic}, confirmed by the broker`;
}
