package dev.rialto.session;

import dev.rialto.access.Access;
import dev.rialto.access.AuthenticationMethod;
import dev.rialto.access.Proof;
import dev.rialto.access.Visitor;
import dev.rialto.store.HeldStore;
import dev.rialto.wire.Packet;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Properties;
import dev.rialto.wire.Property;
import dev.rialto.wire.ReasonCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** A method of enhanced authentication: the server asks, so many times, and the client answers. */
final class Riddles implements AuthenticationMethod {
  static final String NAME = "RIDDLES";

  private final int questions;
  private final ReasonCode failure;
  private String user; // whom a right answer proves
  private long expires = Proof.NEVER; // and for how long
  private List<Runnable> slow; // steps that are still to be found out
  private final List<String> begun = new ArrayList<>();

  Riddles(int questions) {
    this(questions, ReasonCode.NOT_AUTHORIZED);
  }

  Riddles(int questions, ReasonCode failure) {
    this.questions = questions;
    this.failure = failure;
  }

  /** Makes a right answer prove that one is that user. */
  Riddles proving(String name) {
    user = name;
    return this;
  }

  /** Makes it valid until then, in milliseconds since 1970. */
  Riddles until(long moment) {
    expires = moment;
    return this;
  }

  /** Makes each step wait here until somebody runs it. */
  Riddles slowly(List<Runnable> steps) {
    slow = steps;
    return this;
  }

  TestBroker broker() {
    return broker(Access.OPEN);
  }

  TestBroker broker(Access access) {
    return new TestBroker(new HeldStore(), access, List.of(this));
  }

  /** The client identifiers of all attempts so far. */
  List<String> begun() {
    return List.copyOf(begun);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Exchange begin(String clientId, Visitor visitor) {
    begun.add(clientId);
    return new Exchange() {
      private int asked;

      @Override
      public void step(Payload data, Consumer<Step> then) {
        if (slow == null) {
          then.accept(next(data));
        } else {
          slow.add(() -> then.accept(next(data)));
        }
      }

      private Step next(Payload data) {
        if (asked > 0 && !Payload.of("answer " + asked).equals(data)) {
          return new Failure(failure, "wrong answer");
        }
        if (asked == questions) {
          return new Success(
              new Proof(user, Set.of(), expires, Proof.Ground.ELSEWHERE), Payload.of("well done"));
        }
        asked++;
        return new Continue(Payload.of("question " + asked));
      }
    };
  }

  // --- packets ---

  static Properties says(String data) {
    Properties.Builder says = Properties.builder().put(Property.AUTHENTICATION_METHOD, NAME);
    return (data == null ? says : says.put(Property.AUTHENTICATION_DATA, Payload.of(data))).build();
  }

  static Packet question(int number) {
    return new Packet.Auth(ReasonCode.CONTINUE_AUTHENTICATION, says("question " + number));
  }

  static Packet answer(int number) {
    return new Packet.Auth(ReasonCode.CONTINUE_AUTHENTICATION, says("answer " + number));
  }

  static Packet again() {
    return new Packet.Auth(ReasonCode.REAUTHENTICATE, says(null));
  }

  /** An answer by another method. */
  static Packet foreign(ReasonCode reason) {
    return new Packet.Auth(reason, Properties.of(Property.AUTHENTICATION_METHOD, "RUNES"));
  }
}
