package dev.rialto.edge.ws;

import dev.rialto.session.Peer;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletRequestWrapper;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.Principal;

/**
 * The other end of a connection: who is there, and to speak what, as a principal because that is
 * the one thing of a request that an endpoint can get at, and the means to cut the connection to
 * it.
 *
 * <p>The container closes a connection once everything has been sent on it. A client that reads
 * nothing would so keep its connection, and the megabytes that wait for it, for as long as it
 * likes. No API of Jakarta EE cuts a connection; hence reflection, and where it doesn't work the
 * container's own patience.
 */
final class Remote implements Principal {
  private static final Logger LOG = System.getLogger(Remote.class.getName());

  private final Peer peer;
  private final Speech speech;
  private final Object connection;

  private Remote(Peer peer, Speech speech, Object connection) {
    this.peer = peer;
    this.speech = speech;
    this.connection = connection;
  }

  /** The one that sent this handshake. */
  static Remote of(HttpServletRequest handshake, Peer peer, Speech speech) {
    try {
      Object request = call(unwrapped(handshake), "getUnwrappedCoyoteRequest");
      Object context = call(call(request, "getCoyoteRequest"), "getContext");
      return new Remote(peer, speech, call(context, "getConnection"));
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.DEBUG, "The container is not one whose connections can be cut.", e);
      return new Remote(peer, speech, null);
    }
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

  @Override
  public String getName() {
    return peer.address();
  }

  /** Who is there. */
  Peer peer() {
    return peer;
  }

  /** What it has come to speak. */
  Speech speech() {
    return speech;
  }

  /** Whether it is still connected; true where there is no telling. */
  boolean isOpen() {
    try {
      return connection == null || (Boolean) call(connection, "isOpen");
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.DEBUG, "The container's connection could not be asked.", e);
      return true;
    }
  }

  /** Makes the container begin no further reads on it. */
  void stopReading() {
    if (connection == null) {
      return;
    }
    try {
      Class<?> type =
          connection.getClass().getClassLoader().loadClass("org.glassfish.grizzly.IOEvent");
      Object read = type.getField("READ").get(null);
      connection.getClass().getMethod("disableIOEvent", type).invoke(connection, read);
    } catch (ReflectiveOperationException | RuntimeException e) {
      LOG.log(Level.DEBUG, "The container could not be stopped from reading.", e); // it is closed
    }
  }

  /** Ends the connection now, whatever waits to be sent. */
  void cut() {
    if (connection != null) {
      try {
        call(connection, "terminateSilently");
      } catch (ReflectiveOperationException e) {
        LOG.log(Level.DEBUG, "A connection could not be cut.", e);
      }
    }
  }
}
