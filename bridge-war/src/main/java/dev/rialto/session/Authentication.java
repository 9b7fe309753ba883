package dev.rialto.session;

import dev.rialto.access.AuthenticationMethod;
import dev.rialto.access.AuthenticationMethod.Continue;
import dev.rialto.access.AuthenticationMethod.Failure;
import dev.rialto.access.AuthenticationMethod.Step;
import dev.rialto.access.AuthenticationMethod.Success;
import dev.rialto.access.Visitor;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Enhanced authentication on one connection (MQTT 5.0 section 4.12): before CONNACK, and again
 * whenever the client wants to. What the client says is given by one thread at a time; what follows
 * may come in another one.
 */
final class Authentication {
  private final AuthenticationMethod method;
  private final String clientId;
  private final Visitor visitor;
  private final AtomicBoolean busy = new AtomicBoolean(); // a step is being found out
  private volatile AuthenticationMethod.Exchange exchange;

  Authentication(AuthenticationMethod method, String clientId, Visitor visitor) {
    this.method = method;
    this.clientId = clientId;
    this.visitor = visitor;
  }

  /** Whose it is. */
  String clientId() {
    return clientId;
  }

  /** CONNECT asks for it. */
  void begin(Properties properties, Consumer<Step> then) {
    exchange = method.begin(clientId, visitor);
    step(properties, then);
  }

  /** An AUTH came, where nothing but the exchange is going on. */
  void on(Packet.Auth auth, Consumer<Step> then) {
    Properties properties = auth.properties();
    if (busy.get()) {
      then.accept(violation("AUTH before the last one was answered"));
    } else if (!method.name().equals(properties.text(Property.AUTHENTICATION_METHOD))) {
      then.accept(violation("AUTH has another method than CONNECT [MQTT-4.12.0-5]"));
    } else if (exchange == null && auth.reason() == ReasonCode.REAUTHENTICATE) {
      begin(properties, then);
    } else if (exchange == null) {
      then.accept(violation("AUTH without having begun to authenticate again [MQTT-4.12.1-1]"));
    } else if (auth.reason() == ReasonCode.CONTINUE_AUTHENTICATION) {
      step(properties, then);
    } else {
      then.accept(violation("AUTH does not continue [MQTT-4.12.0-3]"));
    }
  }

  private void step(Properties properties, Consumer<Step> then) {
    busy.set(true);
    exchange.step(
        properties.binary(Property.AUTHENTICATION_DATA),
        next -> {
          if (!(next instanceof Continue)) {
            exchange = null;
          }
          busy.set(false); // before the client hears of it, and goes on
          then.accept(next);
        });
  }

  /** AUTH or CONNACK with what the method says; none for a failure. */
  Properties properties(Step step) {
    return Greeting.authentication(
        method.name(), step instanceof Continue next ? next.data() : ((Success) step).data());
  }

  static Cause cause(Failure failure) {
    return new Cause(failure.reason(), failure.sentence());
  }

  private static Step violation(String sentence) {
    return new Failure(ReasonCode.PROTOCOL_ERROR, sentence);
  }
}
