package dev.rialto.it.client;

import dev.rialto.it.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A connected MQTT 5.0 client of some library. Every call waits until the server has answered. */
public abstract class Client5 implements AutoCloseable {
  /** The libraries. */
  public enum Library5 {
    PAHO {
      @Override
      Client5 open(Relay relay, Terms5 terms) throws Exception {
        return new Paho5Client(relay, terms);
      }
    },
    HIVEMQ {
      @Override
      Client5 open(Relay relay, Terms5 terms) {
        return new HiveMq5Client(relay, terms);
      }
    };

    abstract Client5 open(Relay relay, Terms5 terms) throws Exception;

    /** Connects to a server on loopback. */
    public Client5 connect(int port, Terms5 terms) throws Exception {
      Relay relay = new Relay(port);
      try {
        Client5 client = open(relay, terms);
        client.greeting = client.connect();
        return client;
      } catch (Exception e) {
        relay.close();
        throw e;
      }
    }

    /** The same, with a session that ends with the connection. */
    public Client5 connect(int port, String clientId) throws Exception {
      return connect(port, Terms5.of(clientId));
    }
  }

  private final Relay relay;
  private final BlockingQueue<Message5> inbox = new LinkedBlockingQueue<>();
  private final Queue<Runnable> acknowledgements = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Outcome> lost = new CompletableFuture<>();
  private Greeting5 greeting;

  Client5(Relay relay) {
    this.relay = relay;
  }

  abstract Greeting5 connect() throws Exception;

  /** Subscribes; what SUBACK says. */
  public abstract Outcome subscribe(Wish wish) throws Exception;

  /** Unsubscribes; what UNSUBACK says. */
  public abstract Outcome unsubscribe(String filter) throws Exception;

  /** Begins to publish all of these, one after the other; what the acknowledgements say. */
  public abstract List<Outcome> publish(List<Message5> messages) throws Exception;

  /** Leaves with a reason code, and another session expiry unless that is negative. */
  public abstract void disconnect(int reason, long sessionExpiry) throws Exception;

  abstract void abandon() throws Exception;

  /** Publishes; what PUBACK or PUBREC says. */
  public Outcome publish(Message5 message) throws Exception {
    return publish(List.of(message)).get(0);
  }

  /** Subscribes as in MQTT 3; the granted QoS. */
  public int subscribe(String filter, int qos) throws Exception {
    return subscribe(Wish.of(filter, qos)).code();
  }

  public Greeting5 greeting() {
    return greeting;
  }

  void received(Message5 message, Runnable acknowledgement) {
    if (message.qos() == 0) {
      acknowledgement.run(); // for the library; there is nothing to send
    } else {
      acknowledgements.add(acknowledgement);
    }
    inbox.add(message);
  }

  void lost(Outcome why) {
    lost.complete(why);
  }

  /** How many messages have come that nobody has asked for yet. */
  public int waiting() {
    return inbox.size();
  }

  /** The next message. */
  public Message5 next() throws InterruptedException {
    Message5 next = inbox.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no message came");
    }
    return next;
  }

  /** The next messages. */
  public List<Message5> next(int count) throws InterruptedException {
    List<Message5> messages = new ArrayList<>();
    while (messages.size() < count) {
      messages.add(next());
    }
    return messages;
  }

  /** Acknowledges the first message that isn't yet, if {@link Terms5#manual}. */
  public void acknowledgeOldest() {
    acknowledgements.remove().run();
  }

  /** Waits until the connection is lost; what the server has said about it. */
  public Outcome awaitLost() throws Exception {
    return lost.get(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** How many bytes it has sent. */
  public long sent() {
    return relay.toServer();
  }

  /** How many bytes it has been sent. */
  public long received() {
    return relay.toClient();
  }

  /** Cuts the cable. */
  public void cut() {
    relay.cut();
  }

  @Override
  public void close() throws IOException {
    try {
      abandon();
    } catch (Exception e) {
      // it has been thrown out already
    } finally {
      relay.close();
    }
  }
}
