package dev.rialto.edge.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.edge.ws.EventData;
import dev.rialto.history.Entry;
import dev.rialto.history.History;
import dev.rialto.history.Offset;
import dev.rialto.history.Slice;
import dev.rialto.wire.Message;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * Messages as the JSON array that answers a long poll, up to some size: what is left out is in the
 * next answer, since the offset says how far this one goes; or there is a gap.
 */
final class EventList {
  private final ByteArrayOutputStream json = new ByteArrayOutputStream();
  private final long most;
  private Offset at; // or null
  private boolean gap;

  /** Nothing, at no offset. */
  static EventList none() {
    return new EventList(null, false, 0);
  }

  private EventList(Offset at, boolean gap, long most) {
    this.at = at;
    this.gap = gap;
    this.most = most;
  }

  /** What came after an offset. */
  static EventList of(Slice slice, History history, long most) {
    EventList list = new EventList(slice.upTo(), slice.gap(), most);
    Offset last = slice.upTo();
    for (Entry entry : slice.entries()) {
      Message message = entry.message();
      boolean kept = entry.number() > 0;
      Offset own = kept ? history.offset(message) : null;
      var data = EventData.of(message, false);
      if (!list.add((kept ? data.add("offset", own.toString()) : data).build())) {
        list.at = last;
        list.gap |= slice.entries().stream().anyMatch(each -> each.number() == 0);
        break;
      }
      last = kept ? own : last;
    }
    return list;
  }

  /** What a page begins with: retained messages, of a moment after that offset. */
  static EventList of(List<Message> retained, Offset at, long most) {
    EventList list = new EventList(at, false, most);
    for (Message message : retained) {
      boolean comesAgain = message.number() > at.number(); // with what is after the offset
      if (!comesAgain && !list.add(EventData.of(message, true).build())) {
        list.gap = true; // there is no offset to go on from
        break;
      }
    }
    return list;
  }

  private boolean add(JsonObject event) {
    byte[] bytes = event.toString().getBytes(UTF_8);
    if (json.size() > 0 && json.size() + bytes.length > most) {
      return false;
    }
    json.write(json.size() == 0 ? '[' : ',');
    json.writeBytes(bytes);
    return true;
  }

  /** Writes it; blocks as long as the client is slow to take it. */
  void writeTo(HttpServletResponse response) throws IOException {
    if (json.size() == 0) {
      json.write('[');
    }
    json.write(']');
    response.setContentType("application/json;charset=UTF-8");
    response.setHeader("Cache-Control", "no-store");
    if (at != null) {
      response.setHeader(Body.OFFSET, at.toString());
    }
    if (gap) {
      response.setHeader(Body.GAP, "true");
    }
    response.setContentLength(json.size());
    json.writeTo(response.getOutputStream());
  }
}
