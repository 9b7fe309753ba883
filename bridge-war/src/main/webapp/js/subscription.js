/**
 * Keeps the one subscription of the page in step with what the user wants and with the connection.
 *
 * @param {(report: {state: 'none' | 'pending' | 'active' | 'refused', text: string}) => void} onReport
 */
export function createSubscription(onReport) {
  let session = null;
  let wanted = null;
  // Counts requests: an answer to an earlier one is no longer of interest.
  let request = 0;

  const subscribe = async () => {
    const current = ++request;
    const { filter, qos } = wanted;
    onReport({ state: 'pending', text: `Subscribing to ${filter}` });
    try {
      const granted = await session.subscribe(filter, qos);
      const lower = granted < qos ? `, the broker grants only QoS ${granted}` : ` at QoS ${granted}`;
      if (current === request) onReport({ state: 'active', text: `Subscribed to ${filter}${lower}` });
    } catch (error) {
      if (current === request) onReport({ state: 'refused', text: error.message });
    }
  };

  return {
    /** @returns {string | null} the filter that messages are wanted for */
    get filter() {
      return wanted?.filter ?? null;
    },

    /**
     * @param {object | null} next a session that has just connected, without any subscription yet, or none
     */
    use(next) {
      session = next;
      request++;
      if (session && wanted) subscribe();
      else if (wanted) onReport({ state: 'none', text: '' });
    },

    /**
     * @param {{filter: string, qos: 0 | 1} | null} next a valid filter, or null to want nothing
     */
    want(next) {
      if (session && wanted && wanted.filter !== next?.filter) session.unsubscribe(wanted.filter);
      wanted = next;
      request++;
      if (session && wanted) subscribe();
      else onReport({ state: 'none', text: '' });
    },
  };
}
