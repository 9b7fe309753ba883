package dev.rialto.edge.ws;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.glassfish.grizzly.Buffer;
import org.glassfish.grizzly.CloseReason;
import org.glassfish.grizzly.CloseType;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.attributes.Attribute;
import org.glassfish.grizzly.filterchain.BaseFilter;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.FilterChainContext;
import org.glassfish.grizzly.filterchain.NextAction;

/**
 * The end of a chain of Grizzly's filters in which HTTP is no longer: what comes in on a connection
 * goes to its {@link Incoming}. Grizzly calls from one thread at a time for each connection.
 */
final class GrizzlyFilter extends BaseFilter {
  private static final Logger LOG = System.getLogger(GrizzlyFilter.class.getName());
  private static final Attribute<Served> SERVED =
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(GrizzlyFilter.class.getName());

  private record Served(GrizzlyFilter by, GrizzlyWire wire, Incoming incoming) {}

  private final List<Filter> others;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile FilterChain left; // once there will be no further connections

  /**
   * A filter whose chain is without some others, which have seen the connection begin, and will be
   * told of its end: they may have noted it somewhere.
   */
  GrizzlyFilter(List<Filter> others) {
    this.others = List.copyOf(others);
  }

  /** What comes on that connection from now on is for that one. */
  void serve(Connection<?> connection, GrizzlyWire wire, Incoming incoming) {
    connections.incrementAndGet();
    SERVED.set(connection, new Served(this, wire, incoming));
  }

  /**
   * Leaves its chain as soon as the last connection has ended. Grizzly remembers connections, and
   * so chains, of long ago, which must not keep the classes of a deployment that is over.
   */
  void leave(FilterChain chain) {
    left = chain;
    leaveIfUnused();
  }

  private void leaveIfUnused() {
    FilterChain chain = left;
    if (chain != null && connections.get() == 0) {
      chain.remove(this);
    }
  }

  @Override
  public NextAction handleRead(FilterChainContext context) {
    Served served = SERVED.get(context.getConnection());
    Buffer buffer = context.getMessage();
    if (served != null) {
      served.incoming().read(inArray(buffer));
    }
    buffer.tryDispose();
    return served == null ? context.getStopAction() : served.wire().afterRead(context);
  }

  /** Whatever the buffer is made of, and may be shared with. */
  private static ByteBuffer inArray(Buffer buffer) {
    if (!buffer.isComposite()) {
      ByteBuffer bytes = buffer.toByteBuffer();
      if (bytes.hasArray()) {
        return bytes;
      }
    }
    byte[] copy = new byte[buffer.remaining()];
    buffer.get(copy);
    return ByteBuffer.wrap(copy);
  }

  @Override
  public NextAction handleClose(FilterChainContext context) {
    ended(context.getConnection());
    for (Filter other : others) {
      try {
        NextAction unused = other.handleClose(context);
      } catch (IOException | RuntimeException e) {
        LOG.log(Level.DEBUG, "A filter of the container's is not interested.", e);
      }
    }
    return context.getInvokeAction();
  }

  /** The connection is closed. */
  static void ended(Connection<?> connection) {
    Served served = SERVED.remove(connection);
    if (served != null) {
      served.incoming().end(sentence(connection.getCloseReason()));
      served.by().connections.decrementAndGet();
      served.by().leaveIfUnused();
    }
  }

  private static String sentence(CloseReason reason) {
    return reason != null && reason.getType() == CloseType.REMOTELY
        ? "it closed the connection without a word"
        : "the connection was closed";
  }
}
