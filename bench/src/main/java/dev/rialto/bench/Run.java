package dev.rialto.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** One run of a scenario: connect, subscribe, warm up, measure, drain, leave. */
final class Run implements AutoCloseable {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** How long after the last message duplicates are waited for. */
  private static final long AFTERMATH = TimeUnit.MILLISECONDS.toNanos(200);

  private final Scenario scenario;
  private final Shape shape;
  private final Flow flow;
  private final String name;
  private final SplittableRandom random;
  private final EventLoop loop = new EventLoop();
  private final Fleet fleet;
  private final List<Publisher> publishers = new ArrayList<>();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final List<String> durable = new ArrayList<>(); // clients
  private final Ledger ledger = new Ledger(publishers);
  private final Stamp stamp;
  private final Pace pace;
  private long nextTick;

  private record Subscription(Connection connection, String filter) {}

  /** The random numbers name the clients and topics, so that runs do not meet each other. */
  Run(Scenario scenario, SplittableRandom random) throws IOException {
    this.scenario = scenario;
    this.random = random;
    shape = scenario.shape();
    flow = scenario.flow();
    stamp = new Stamp(flow.payload());
    name = "b" + Integer.toHexString(random.nextInt());
    fleet = new Fleet(loop, Target.of(scenario.url()), random);
    pace =
        flow.isScheduled() && shape.publishers() > 0
            ? new OpenLoop(publishers, flow.rate())
            : new ClosedLoop(publishers);
    addClients();
  }

  private void addClients() {
    for (var i = 0; i < shape.publishers(); i++) {
      var connection = add(name + "p" + i, scenario.durable().publishers());
      var topic = topic(Integer.toString(shape.topicOf(i))).getBytes(UTF_8);
      var publisher = new Publisher(connection, i, topic, shape.copies(i), flow, stamp, pace);
      connection.attach(publisher);
      publishers.add(publisher);
    }
    for (var i = 0; i < shape.subscribers(); i++) {
      var connection = add(name + "s" + i, scenario.durable().subscribers());
      var subscriber = new Subscriber(connection, i, shape, flow.qos(), stamp, ledger);
      subscribers.add(subscriber);
      subscribe(connection, subscriber, shape.filterOf(i));
    }
    for (var i = 0; i < shape.idle(); i++) {
      subscribe(fleet.add(name + "i" + i), new Idle(), "idle/" + i);
    }
  }

  private Connection add(String clientId, boolean lasting) {
    if (lasting) {
      durable.add(clientId);
    }
    return fleet.add(clientId, !lasting);
  }

  private void subscribe(Connection connection, Peer peer, String filter) {
    connection.attach(peer);
    subscriptions.add(new Subscription(connection, topic(filter)));
  }

  private String topic(String last) {
    return "bench/" + name + "/" + last;
  }

  Result result() throws IOException {
    var connecting = new Result.Connecting(fleet.size(), fleet.connect());
    subscriptions.forEach(each -> each.connection().subscribe(each.filter(), flow.qos()));
    fleet.awaitSubscribed(subscriptions.size());

    Sample.take(scenario, ledger, publishers); // so that the first that counts is not a slow one
    var start = System.nanoTime();
    nextTick = start + SECOND;
    pace.start(start);
    var measuring = start + scenario.phases().warmup().toNanos();
    publishUntil(measuring);
    ledger.measureFrom(System.nanoTime());
    var before = Sample.take(scenario, ledger, publishers);
    publishUntil(measuring + scenario.phases().measured().toNanos());
    var after = Sample.take(scenario, ledger, publishers);
    ledger.measureTo(System.nanoTime());
    drain();

    var checks = checks();
    var faults = new ArrayList<>(checks.faults(flow.qos()));
    var losses = fleet.losses();
    if (!losses.isEmpty()) {
      faults.add(losses.size() + " connections were lost, the first: " + losses.get(0));
    }
    fleet.leave();
    endSessions(faults);
    return after.since(before, scenario, connecting, ledger.latency(), checks, faults);
  }

  /** Nothing may stay behind: a clean session takes the place of each that would. */
  private void endSessions(List<String> faults) throws IOException {
    var last = new Fleet(loop, Target.of(scenario.url()), random);
    durable.forEach(clientId -> last.add(clientId).attach(new Idle()));
    try {
      last.connect();
    } catch (IOException e) {
      faults.add("sessions could not be ended: " + e.getMessage());
    }
    last.leave();
  }

  private void publishUntil(long end) throws IOException {
    for (var now = System.nanoTime(); now - end < 0; now = System.nanoTime()) {
      pace.pump(now);
      turn(now, Math.min(pace.patience(now), end - now));
    }
  }

  /** Publishes no more, but hears and acknowledges until all is there or hope is lost. */
  private void drain() throws IOException {
    var patience = scenario.phases().drain().toNanos();
    var arrived = -1L;
    var giveUp = 0L;
    while (!isComplete()) {
      var now = System.nanoTime();
      var progress = ledger.distinct() + done();
      if (progress != arrived) {
        arrived = progress;
        giveUp = now + patience;
      } else if (now - giveUp >= 0) {
        return;
      }
      turn(now, TimeUnit.MILLISECONDS.toNanos(20));
    }
    var end = System.nanoTime() + AFTERMATH;
    for (var now = System.nanoTime(); now - end < 0; now = System.nanoTime()) {
      turn(now, end - now);
    }
  }

  private boolean isComplete() {
    var expected = 0L;
    for (var i = 0; i < publishers.size(); i++) {
      var publisher = publishers.get(i);
      if (publisher.waiting() > 0) {
        return false;
      }
      expected += publisher.sent() * shape.copies(i);
    }
    return ledger.distinct() >= expected;
  }

  private void turn(long now, long nanoseconds) throws IOException {
    if (now - nextTick >= 0) {
      nextTick += SECOND;
      fleet.keepAlive();
      publishers.forEach(Publisher::tick);
    }
    loop.flush();
    // a selector wakes up to a millisecond late: the last two are spent spinning
    loop.poll(TimeUnit.NANOSECONDS.toMillis(nanoseconds) - 1);
  }

  private long done() {
    return publishers.stream().mapToLong(Publisher::done).sum();
  }

  private Checks checks() {
    var lost = subscribers.stream().mapToLong(each -> each.lost(publishers)).sum();
    var unacknowledged = publishers.stream().mapToLong(Publisher::waiting).sum();
    return ledger.checks(lost, unacknowledged);
  }

  @Override
  public void close() throws IOException {
    fleet.abandon();
    loop.close();
  }
}
