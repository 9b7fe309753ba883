package dev.rialto.session;

import dev.rialto.access.AuthenticationMethod;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;

/**
 * Enhanced authentication on one connection (MQTT 5.0 section 4.12): before CONNACK, and again
 * whenever the client wants to. One thread at a time.
 */
final class Authentication {
  private final AuthenticationMethod method;
  private final String clientId;
  private AuthenticationMethod.Exchange exchange;

  Authentication(AuthenticationMethod method, String clientId) {
    this.method = method;
    this.clientId = clientId;
  }

  /** Whose it is. */
  String clientId() {
    return clientId;
  }

  /** CONNECT asks for it. */
  AuthenticationMethod.Step begin(Properties properties) {
    exchange = method.begin(clientId);
    return step(properties);
  }

  /** An AUTH came, where nothing but the exchange is going on. */
  AuthenticationMethod.Step on(Packet.Auth auth) {
    Properties properties = auth.properties();
    if (!method.name().equals(properties.text(Property.AUTHENTICATION_METHOD))) {
      return violation("AUTH has another method than CONNECT [MQTT-4.12.0-5]");
    }
    if (exchange == null) {
      return auth.reason() == ReasonCode.REAUTHENTICATE
          ? begin(properties)
          : violation("AUTH without having begun to authenticate again [MQTT-4.12.1-1]");
    }
    return auth.reason() == ReasonCode.CONTINUE_AUTHENTICATION
        ? step(properties)
        : violation("AUTH does not continue [MQTT-4.12.0-3]");
  }

  private AuthenticationMethod.Step step(Properties properties) {
    AuthenticationMethod.Step next = exchange.step(properties.binary(Property.AUTHENTICATION_DATA));
    if (!(next instanceof AuthenticationMethod.Continue)) {
      exchange = null;
    }
    return next;
  }

  /** AUTH or CONNACK with what the method says; none for a failure. */
  Properties properties(AuthenticationMethod.Step step) {
    return Greeting.authentication(
        method.name(),
        step instanceof AuthenticationMethod.Continue next
            ? next.data()
            : ((AuthenticationMethod.Success) step).data());
  }

  static Cause cause(AuthenticationMethod.Failure failure) {
    return new Cause(failure.reason(), failure.sentence());
  }

  private static AuthenticationMethod.Step violation(String sentence) {
    return new AuthenticationMethod.Failure(ReasonCode.PROTOCOL_ERROR, sentence);
  }
}
