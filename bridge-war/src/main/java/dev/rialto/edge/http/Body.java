package dev.rialto.edge.http;

import dev.rialto.history.Entry;
import dev.rialto.history.History;
import dev.rialto.history.Offset;
import dev.rialto.history.Slice;
import dev.rialto.wire.Message;
import dev.rialto.wire.Property;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;

/** A message as the answer to a GET. */
final class Body {
  /** Where the value is in the history; to be given back as {@code since}. */
  static final String OFFSET = "Rialto-Offset";

  /** Whether messages before this one have been missed. */
  static final String GAP = "Rialto-Gap";

  private static final MediaType TEXT = MediaType.TEXT_PLAIN_TYPE.withCharset("UTF-8");

  private Body() {}

  /** Tells one message from another. One that was not published in this life has no number. */
  static EntityTag tag(LastValue value) {
    Message message = value.message();
    return message.number() > 0
        ? new EntityTag(new Offset(value.at().epoch(), message.number()).toString())
        : new EntityTag(Integer.toHexString(message.hashCode()), true);
  }

  /** The last value. */
  static Response of(LastValue value) {
    return message(value.message(), value.at())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache") // it may be kept, and asked about
        .tag(tag(value))
        .build();
  }

  /** The first that came after an offset, or that nothing came. */
  static Response of(Slice slice, History history) {
    ResponseBuilder response;
    if (slice.entries().isEmpty()) {
      response = Response.noContent().header(OFFSET, slice.upTo());
    } else {
      Entry next = slice.entries().get(0);
      boolean kept = next.number() > 0;
      Offset at = kept ? history.offset(next.message()) : slice.upTo();
      response = message(next.message(), at);
    }
    if (slice.gap()) {
      response.header(GAP, "true");
    }
    return response.header(HttpHeaders.CACHE_CONTROL, "no-store").build();
  }

  private static ResponseBuilder message(Message message, Offset at) {
    return Response.ok(message.payload().toBytes(), type(message)).header(OFFSET, at);
  }

  private static MediaType type(Message message) {
    String given = message.properties().text(Property.CONTENT_TYPE);
    if (given != null && given.matches("[ -~]+")) { // no header of its publisher's making
      try {
        return MediaType.valueOf(given);
      } catch (IllegalArgumentException e) {
        return MediaType.APPLICATION_OCTET_STREAM_TYPE; // its publisher's own words
      }
    }
    return given == null && message.payload().isText()
        ? TEXT
        : MediaType.APPLICATION_OCTET_STREAM_TYPE;
  }
}
