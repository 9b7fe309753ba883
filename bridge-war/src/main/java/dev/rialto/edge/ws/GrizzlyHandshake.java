package dev.rialto.edge.ws;

import dev.rialto.edge.Rialto;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.TimeUnit;
import org.glassfish.grizzly.Connection;
import org.glassfish.grizzly.Grizzly;
import org.glassfish.grizzly.asyncqueue.AsyncQueueWriter;
import org.glassfish.grizzly.filterchain.DefaultFilterChain;
import org.glassfish.grizzly.filterchain.Filter;
import org.glassfish.grizzly.filterchain.FilterChain;
import org.glassfish.grizzly.filterchain.TransportFilter;
import org.glassfish.grizzly.http.HttpRequestPacket;
import org.glassfish.grizzly.http.io.InputBuffer;
import org.glassfish.grizzly.http.server.Request;
import org.glassfish.grizzly.ssl.SSLBaseFilter;
import org.glassfish.grizzly.utils.IdleTimeoutFilter;

/**
 * Takes a connection away from Payara's HTTP, once its handshake is answered: what the container
 * keeps for a request (20 kB) is given back, and what comes and goes takes no detour by it.
 * Servlets know nothing like it, so this speaks to Grizzly, which carries Payara's HTTP.
 *
 * <p>The request ends as one without a body on a connection that stays alive; the next bytes go to
 * a chain of filters without HTTP. Until that request has ended nobody reads.
 */
final class GrizzlyHandshake {
  private static final Logger LOG = System.getLogger(GrizzlyHandshake.class.getName());

  /** What HTTP keeps with a connection, by the names of its attributes. */
  private static final List<String> OF_HTTP =
      List.of("HttpServerFilter.HttpRequest", "HttpServerFilter.KeepAliveContext");

  /** By the one with HTTP; a listener of the server's has one or a few. */
  private static final Map<FilterChain, FilterChain> CHAINS =
      Collections.synchronizedMap(new WeakHashMap<>());

  private final Request request;
  private final Connection<?> connection;
  private final FilterChain chain;

  private GrizzlyHandshake(Request request, FilterChain chain) {
    this.request = request;
    this.connection = request.getContext().getConnection();
    this.chain = chain;
  }

  /**
   * The handshake in that request; {@code null} if it did not come by Grizzly as we know it.
   *
   * @throws LinkageError where there is no Grizzly
   */
  static GrizzlyHandshake of(HttpServletRequest handshake) {
    try {
      Object coyote = call(unwrapped(handshake), "getUnwrappedCoyoteRequest");
      return call(coyote, "getCoyoteRequest") instanceof Request request ? of(request) : null;
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.DEBUG, "The container is none whose connections can be taken.", e);
      return null;
    }
  }

  /** The same, for what Payara wraps. */
  static GrizzlyHandshake of(Request request) {
    FilterChain chain = CHAINS.computeIfAbsent(chain(request), GrizzlyHandshake::withoutHttp);
    return chain == null ? null : new GrizzlyHandshake(request, chain);
  }

  private static FilterChain chain(Request request) {
    return request.getContext().getFilterChain();
  }

  private static ServletRequest unwrapped(ServletRequest request) {
    ServletRequest inner = request;
    while (inner instanceof ServletRequestWrapper wrapper) {
      inner = wrapper.getRequest();
    }
    return inner;
  }

  private static Object call(Object target, String method) throws ReflectiveOperationException {
    return target.getClass().getMethod(method).invoke(target);
  }

  /** The network, TLS if there is any, and we. */
  private static FilterChain withoutHttp(FilterChain chain) {
    List<Filter> left = new ArrayList<>();
    List<Filter> others = new ArrayList<>();
    for (Filter filter : chain) {
      boolean stays = filter instanceof TransportFilter || filter instanceof SSLBaseFilter;
      (stays ? left : others).add(filter);
    }
    if (left.isEmpty() || !(left.get(0) instanceof TransportFilter)) {
      return null;
    }
    left.add(new GrizzlyFilter(others));
    return new DefaultFilterChain(left);
  }

  private static GrizzlyFilter ours(FilterChain chain) {
    return (GrizzlyFilter) chain.get(chain.size() - 1);
  }

  /** No further connections are taken; those that are there end by themselves. */
  static void finish() {
    List<FilterChain> chains;
    synchronized (CHAINS) {
      chains = List.copyOf(CHAINS.values());
      CHAINS.clear();
    }
    chains.forEach(chain -> ours(chain).leave(chain));
  }

  /** Serves the client, whose handshake has been answered. */
  void serve(Rialto rialto, Speech speech, Remote remote) throws IOException {
    GrizzlyWire wire = new GrizzlyWire(connection);
    FramedChannel channel = new FramedChannel(wire, remote::cut, rialto.scheduler());
    wire.tell(channel);
    ByteBuffer early = early();
    connection.setMaxAsyncWriteQueueSize(AsyncQueueWriter.UNLIMITED_SIZE); // the outbox has bounds
    connection.setProcessor(chain);
    endRequest();
    Incoming incoming;
    try {
      incoming = speech.begin(rialto, remote.peer(), channel);
    } catch (IllegalStateException e) { // the server is just stopping
      connection.closeSilently();
      return;
    }
    ours(chain).serve(connection, wire, incoming);
    if (!connection.isOpen()) { // and nobody may have heard of it
      GrizzlyFilter.ended(connection);
    }
    incoming.read(early);
  }

  /** What has come with the handshake, from a client that didn't wait for the answer. */
  private ByteBuffer early() throws IOException {
    InputBuffer input = request.getInputBuffer();
    byte[] bytes = new byte[input.available()];
    int count = bytes.length == 0 ? 0 : input.read(bytes, 0, bytes.length);
    return ByteBuffer.wrap(bytes, 0, count);
  }

  private void endRequest() {
    HttpRequestPacket packet = request.getRequest();
    packet.setExpectContent(false);
    packet.getUpgradeDC().recycle(); // or the connection is closed with the request
    packet.getProcessingState().setKeepAlive(true);
    IdleTimeoutFilter.setCustomTimeout(connection, -1, TimeUnit.SECONDS); // there is none
    for (String name : OF_HTTP) {
      Grizzly.DEFAULT_ATTRIBUTE_BUILDER.createAttribute(name).remove(connection);
    }
  }
}
