package dev.rialto.it.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.rialto.it.Await;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A connected MQTT client of some library. Every call waits until the server has answered. */
public abstract class Client implements AutoCloseable {
  /** The libraries. */
  public enum Library {
    PAHO {
      @Override
      Client open(Relay relay, Terms terms) throws Exception {
        return new PahoClient(relay, terms);
      }
    },
    HIVEMQ {
      @Override
      Client open(Relay relay, Terms terms) {
        return new HiveMqClient(relay, terms);
      }
    };

    abstract Client open(Relay relay, Terms terms) throws Exception;

    /** Connects to a server on loopback. */
    public Client connect(int port, Terms terms) throws Exception {
      Relay relay = new Relay(port);
      try {
        Client client = open(relay, terms);
        client.sessionPresent = client.connect();
        return client;
      } catch (Exception e) {
        relay.close();
        throw e;
      }
    }

    /** The same, with a clean session. */
    public Client connect(int port, String clientId) throws Exception {
      return connect(port, Terms.of(clientId));
    }
  }

  private final Relay relay;
  private final BlockingQueue<Received> inbox = new LinkedBlockingQueue<>();
  private final CountDownLatch lost = new CountDownLatch(1);
  private boolean sessionPresent;

  Client(Relay relay) {
    this.relay = relay;
  }

  abstract boolean connect() throws Exception;

  /** Subscribes; returns the granted QoS. */
  public abstract int subscribe(String filter, int qos) throws Exception;

  /** Unsubscribes. */
  public abstract void unsubscribe(String filter) throws Exception;

  /** Publishes, and waits until QoS 1 and 2 are acknowledged. */
  public abstract void publish(String topic, int qos, boolean retain, byte[] payload)
      throws Exception;

  /** Begins to publish all of these with the same QoS, one after the other, then waits for all. */
  public abstract void publishAll(String topic, int qos, List<byte[]> payloads) throws Exception;

  /** Leaves as the protocol wants it. */
  public abstract void disconnect() throws Exception;

  abstract void abandon() throws Exception;

  /** Publishes a text. */
  public void publish(String topic, int qos, String text) throws Exception {
    publish(topic, qos, false, text.getBytes(UTF_8));
  }

  /** Publishes a text to be retained; an empty one clears the topic. */
  public void retain(String topic, int qos, String text) throws Exception {
    publish(topic, qos, true, text.getBytes(UTF_8));
  }

  /** Whether the server had a session of this client. */
  public boolean isSessionPresent() {
    return sessionPresent;
  }

  void received(Received message) {
    inbox.add(message);
  }

  void lost() {
    lost.countDown();
  }

  /** The next message. */
  public Received next() throws InterruptedException {
    Received next = inbox.poll(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("no message came");
    }
    return next;
  }

  /** The next messages. */
  public List<Received> next(int count) throws InterruptedException {
    List<Received> messages = new ArrayList<>();
    while (messages.size() < count) {
      messages.add(next());
    }
    return messages;
  }

  /** Waits until the library says that the connection is lost. */
  public void awaitLost() throws InterruptedException {
    if (!lost.await(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the connection is not lost");
    }
  }

  /** Whether the library says that the connection is lost. */
  public boolean isLost() {
    return lost.getCount() == 0;
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
