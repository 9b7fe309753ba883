package dev.rialto.it.crash;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** All clients with durable sessions, of both versions and both qualities of service. */
final class Crew {
  private static final String LOAD = "load/";
  private static final int ANY_QOS = 0;
  private static final int SERVER_SHUTTING_DOWN = 0x8b;

  private final Ledger ledger;
  private final Random random;
  private final int window;
  private final List<Publisher> publishers = new ArrayList<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private List<Member> connected = List.of();

  /** For a server that sends a client so many messages before it waits for acknowledgements. */
  Crew(Ledger ledger, Random random, int window) {
    this.ledger = ledger;
    this.random = random;
    this.window = window;
    for (Version version : Version.values()) {
      for (int qos = 1; qos <= 2; qos++) {
        subscribers.add(subscriber("steady", version, qos));
        subscribers.add(subscriber("roaming", version, qos));
        publishers.add(publisher("retainer" + qos, RetainedValues.PREFIX, version, qos));
        publishers.add(publisher("sender" + qos, LOAD, version, qos));
      }
      publishers.add(publisher("mixer", LOAD, version, ANY_QOS));
    }
  }

  private Publisher publisher(String name, String prefix, Version version, int qos) {
    return new Publisher(name + "-" + version, prefix, version, qos, ledger, random.nextLong());
  }

  private Subscriber subscriber(String name, Version version, int qos) {
    return new Subscriber(
        "%s%d-%s".formatted(name, qos, version), LOAD, version, qos, window, ledger);
  }

  /** Connects all subscribers, and then all publishers. */
  void connectFirst(int port) throws IOException {
    connect(port, Stream.concat(subscribers.stream(), publishers.stream()).toList());
  }

  /** Connects everybody, in any order, but for some subscribers who stay away if they may. */
  void connect(int port, boolean someStayAway) throws IOException {
    List<Member> order = new ArrayList<>(publishers);
    subscribers.stream()
        .filter(each -> !someStayAway || each.name().startsWith("steady") || random.nextBoolean())
        .forEach(order::add);
    Collections.shuffle(order, random);
    connect(port, order);
  }

  private void connect(int port, List<Member> members) throws IOException {
    for (Member member : members) {
      member.connect(port);
    }
    connected = members;
  }

  /** Lets each publisher publish so many more, with payloads longer by this. */
  void publish(int count, int padding) {
    publishers.forEach(each -> each.publish(count, padding));
  }

  /** Complains about those who have been thrown out already. */
  void checkConnected() {
    connected.stream()
        .filter(member -> !member.line().isOpen())
        .forEach(member -> ledger.complain(member.name(), "lost its connection before"));
  }

  /** Cuts all connections. */
  void cut() throws IOException {
    for (Member member : connected) {
      member.line().cut();
    }
  }

  /** Waits until the server has ended all connections; with a word to those who understand it. */
  void awaitEnds(boolean graceful) throws InterruptedException, IOException {
    for (Member member : connected) {
      member.line().awaitEnd();
      boolean told = graceful && member.name().endsWith(Version.MQTT_5.name());
      if (member.line().goodbye() != (told ? SERVER_SHUTTING_DOWN : -1)) {
        ledger.complain(member.name(), "told goodbye with " + member.line().goodbye());
      }
    }
  }

  /** Whether nobody who is connected waits for anything. */
  boolean isSettled() {
    return connected.stream().allMatch(Member::isSettled);
  }
}
