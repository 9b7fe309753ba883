package dev.rialto;

import dev.rialto.access.ConnectionLimits;
import dev.rialto.access.Gatekeeper;
import dev.rialto.access.Login;
import dev.rialto.access.Proof;
import dev.rialto.access.Secret;
import dev.rialto.access.Tickets;
import dev.rialto.access.TokenVerifier;
import dev.rialto.access.Workers;
import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import dev.rialto.config.Settings;
import dev.rialto.config.StoreKind;
import dev.rialto.history.History;
import dev.rialto.history.HistoryLimits;
import dev.rialto.history.Offset;
import dev.rialto.observe.Counters;
import dev.rialto.observe.StoreStatus;
import dev.rialto.route.RetainedMessages;
import dev.rialto.route.Router;
import dev.rialto.session.Clients;
import dev.rialto.session.Dialogue;
import dev.rialto.session.Link;
import dev.rialto.session.Peer;
import dev.rialto.store.MemoryStore;
import dev.rialto.store.Store;
import dev.rialto.store.file.FileStore;
import dev.rialto.store.file.StoreOpening;
import dev.rialto.time.Scheduler;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** The broker whose sessions live here. The one place where the engine is put together. */
public final class EmbeddedBroker implements Broker, AutoCloseable {
  private final FileStore file; // null when everything is in memory
  private final Workers passwordThreads;
  private final Workers fileThread = new Workers("rialto-files", 1, 1);
  private final Gatekeeper gatekeeper;
  private final Tickets tickets;
  private final Clients clients;
  private final History history;

  /**
   * A broker with the sessions and retained messages that its store has kept, ready for
   * connections.
   *
   * @param turns runs what belongs together, so that what it sends leaves together; in the calling
   *     thread
   * @param tokens says what a token is worth; {@code null} where there are none
   * @throws InvalidSettingException when the store, or a file that a setting names, can't be used
   */
  public EmbeddedBroker(
      Settings settings,
      Scheduler scheduler,
      Counters counters,
      Executor turns,
      TokenVerifier tokens)
      throws InvalidSettingException {
    passwordThreads = new Workers("rialto-passwords", 2, settings.count(Setting.ACCESS_LOGINS_MAX));
    SecureRandom random = new SecureRandom();
    gatekeeper =
        new Gatekeeper(
            settings, scheduler, tokens, () -> unguessable(random), passwordThreads, counters);
    tickets = new Tickets(scheduler, () -> unguessable(random));
    boolean inFiles = settings.choice(Setting.STORE, StoreKind.class) == StoreKind.FILE;
    file = inFiles ? StoreOpening.open(settings, scheduler, counters, turns) : null;
    Store store = inFiles ? file : new MemoryStore();
    history = history(settings, scheduler);
    clients =
        new Clients(
            settings,
            scheduler,
            counters,
            store,
            new Router(
                store,
                scheduler,
                history,
                RetainedMessages.Limits.of(settings),
                counters.waiting()),
            gatekeeper,
            gatekeeper.enhanced(),
            () -> "rialto-" + UUID.randomUUID());
    if (inFiles) {
      clients.restore(file.kept());
    }
    clients.tellOfItself(Version.NAME, settings.time(Setting.SYS_INTERVAL));
    gatekeeper.whenChanged(clients::closeRevoked);
    gatekeeper.watch(fileThread);
  }

  private static String unguessable(SecureRandom random) {
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().encodeToString(bytes); // no padding: 24 is a multiple of 3
  }

  private static History history(Settings settings, Scheduler scheduler) {
    String epoch = UUID.randomUUID().toString().substring(0, 8);
    return new History(HistoryLimits.of(settings), scheduler, epoch);
  }

  @Override
  public Dialogue open(Peer peer, Link link) {
    return clients.open(peer, link);
  }

  @Override
  public Offset now() {
    return history.now();
  }

  @Override
  public Optional<ConnectionLimits.Refusal> refusal(String address) {
    return clients.refusal(address);
  }

  @Override
  public boolean disconnect(String clientId) {
    return clients.disconnect(clientId);
  }

  /** How many sessions there are, connected or not. */
  public int sessions() {
    return clients.sessions();
  }

  /** How the store is; empty when everything is in memory. */
  public Optional<StoreStatus> store() {
    return Optional.ofNullable(file).map(FileStore::status);
  }

  /**
   * Copies the durable store into an empty directory while it is used; returns the copy's bytes.
   *
   * @throws IOException with a sentence for the operator, also when everything is in memory
   */
  public long backup(Path directory) throws IOException {
    if (file == null) {
      throw new IOException("There is nothing to copy: the store is in memory.");
    }
    return file.backup(directory);
  }

  /**
   * A ticket for who shows who he is; see {@link Tickets}. Does not block.
   *
   * @param then called once, perhaps in another thread
   */
  public void ticket(Login login, Consumer<Tickets.Answer> then) {
    gatekeeper.admit(login, verdict -> then.accept(tickets.answer(verdict)));
  }

  /** Takes a ticket; returns who has got it, or {@code null} if it is not valid. */
  public Proof redeem(Secret ticket) {
    return tickets.redeem(ticket);
  }

  /** Who gets in, in one sentence. */
  public String whoGetsIn() {
    return gatekeeper.toString();
  }

  /** Reads password and ACL file now; returns what is in them, or what is wrong. */
  public String reloadAccess() {
    return gatekeeper.reload();
  }

  /** Why password and ACL file, as they are now, are not in effect; empty when they are. */
  public Optional<String> accessProblem() {
    return gatekeeper.problem();
  }

  /** Says goodbye to every client. */
  public void sayGoodbye() {
    clients.shutDown();
  }

  /** Says goodbye to who is still there, and makes everything safe. */
  @Override
  public void close() {
    clients.shutDown();
    passwordThreads.close();
    fileThread.close();
    if (file != null) {
      file.close();
    }
  }
}
