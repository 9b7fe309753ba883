package dev.rialto.edge.http;

import dev.rialto.history.Entry;
import dev.rialto.history.History;
import dev.rialto.history.Offset;
import dev.rialto.session.Recall;
import dev.rialto.topic.TopicName;
import dev.rialto.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a topic has at the moment: the newest message that the history knows, else the retained one.
 *
 * @param at where to go on from
 */
record LastValue(Message message, Offset at) {

  static Optional<LastValue> of(Recall recall, TopicName topic) {
    History history = recall.history();
    Offset now = history.now(); // before looking: what comes meanwhile comes after it
    Optional<Entry> last = history.last(topic);
    if (last.isPresent()) {
      return last.filter(entry -> !entry.clears())
          .map(entry -> new LastValue(entry.message(), history.offset(entry.message())));
    }
    List<Message> retained = new ArrayList<>();
    recall.retained(retained::add);
    return retained.stream().findFirst().map(message -> new LastValue(message, now));
  }
}
