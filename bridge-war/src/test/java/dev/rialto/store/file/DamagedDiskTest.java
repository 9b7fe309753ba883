package dev.rialto.store.file;

import static dev.rialto.store.file.StoreFixture.message;
import static dev.rialto.store.file.StoreFixture.queued;
import static dev.rialto.store.file.StoreFixture.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.rialto.config.StoreSync;
import dev.rialto.store.Change;
import dev.rialto.store.Kept;
import dev.rialto.store.Kept.KeptMessage;
import dev.rialto.wire.Message;
import dev.rialto.wire.Payload;
import dev.rialto.wire.Qos;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;

/** What the disk gives back is not what was written. */
class DamagedDiskTest {
  private static final long SEGMENT = 512;
  private static final long ANNA = 1; // the number of the first thing that is stored

  private final ForgetfulDisk disk = new ForgetfulDisk(1);

  private StoreFixture open() {
    return new StoreFixture(disk, StoreSync.COMMIT, 1L << 30, SEGMENT);
  }

  private StoreFixture large() {
    return new StoreFixture(disk, StoreSync.COMMIT, 1L << 30, 16 << 20);
  }

  private Map<String, byte[]> files() {
    Map<String, byte[]> all = new HashMap<>();
    disk.list().forEach(name -> all.put(name, disk.bytes(name).clone()));
    return all;
  }

  private void restore(Map<String, byte[]> files) throws Exception {
    for (String name : disk.list()) {
      disk.delete(name);
    }
    for (String name : files.keySet()) {
      disk.create(name).close();
      disk.replace(name, files.get(name).clone());
    }
  }

  private static List<String> payloads(Kept kept) {
    return kept.sessions().stream()
        .flatMap(session -> session.owed().stream())
        .map(each -> text(each.message()))
        .toList();
  }

  /** Some sessions and messages in several segments; returns the payloads. */
  private static List<String> fill(StoreFixture fixture) {
    List<String> all = new ArrayList<>();
    long anna = fixture.session("anna");
    for (int i = 0; i < 15; i++) {
      all.add("message " + i + "-".repeat(80));
      fixture.stored(queued(anna, all.get(i)));
    }
    return all;
  }

  private String last() {
    List<String> names = disk.list();
    return names.get(names.size() - 1);
  }

  @Test
  void a_last_record_that_is_cut_anywhere_is_left_out_and_no_damage() throws Exception {
    List<String> payloads;
    int before;
    try (StoreFixture fixture = large()) {
      payloads = new ArrayList<>(fill(fixture));
      before = disk.bytes(last()).length;
      fixture.stored(queued(ANNA, "the last one" + "-".repeat(50)));
    }
    Map<String, byte[]> whole = files();
    String head = last();
    int size = whole.get(head).length;
    assertThat(size).isGreaterThan(before);
    for (int cut = before; cut < size; cut++) {
      for (boolean zeroes : List.of(true, false)) {
        restore(whole);
        byte[] cutOff = Arrays.copyOf(whole.get(head), cut);
        byte[] torn = zeroes ? Arrays.copyOf(cutOff, size) : cutOff;
        if (Arrays.equals(torn, whole.get(head))) {
          continue; // it ends with zeroes anyway
        }
        disk.replace(head, torn);
        try (StoreFixture fixture = large()) {
          assertThat(payloads(fixture.store().kept())).isEqualTo(payloads);
          assertThat(fixture.status().damage()).isEmpty();
          if (cut % 10 == 0) { // and it goes on behind that
            fixture.stored(queued(ANNA, "new"));
            assertThat(payloads(fixture.reopen())).hasSize(16).contains("new");
            assertThat(fixture.status().damage()).isEmpty();
          }
        }
      }
    }
  }

  @Test
  void a_byte_that_is_another_anywhere_is_reported_and_costs_little_else() throws Exception {
    List<String> payloads;
    try (StoreFixture fixture = open()) {
      payloads = fill(fixture);
    }
    Map<String, byte[]> whole = files();
    List<String> names = disk.list();
    assertThat(names.size()).isGreaterThan(2);
    for (String name : List.of(names.get(0), names.get(1), last())) {
      for (int at = 0; at < whole.get(name).length; at++) {
        restore(whole);
        byte[] damaged = whole.get(name).clone();
        damaged[at] ^= 0x55;
        disk.replace(name, damaged);
        expectLittleLost(name, at, payloads, name.equals(last()));
      }
    }
  }

  private void expectLittleLost(String name, int at, List<String> payloads, boolean head) {
    try (StoreFixture fixture = open()) {
      String place = name + ", byte " + at;
      List<String> kept = payloads(fixture.store().kept());
      assertThat(payloads).as(place).containsAll(kept);
      List<String> damage = fixture.status().damage();
      boolean aside = disk.list().contains(name + ".damaged");
      if (aside) {
        assertThat(at).isLessThan(Segment.HEADER);
        assertThat(damage).as(place).anyMatch(each -> each.startsWith(name));
      } else if (!damage.isEmpty()) {
        assertThat(damage.get(0)).as(place).startsWith(name); // then perhaps what is missing
        boolean begun = !kept.isEmpty();
        assertThat(!begun || kept.size() >= payloads.size() - 1).as(place).isTrue();
      } else if (kept.size() < payloads.size()) { // it looks as if it had just been written
        assertThat(head).as(place).isTrue();
        assertThat(kept).as(place).isEqualTo(payloads.subList(0, payloads.size() - 1));
      } else {
        assertThat(at).as(place).isLessThan(Segment.HEADER); // of no importance
      }
    } catch (UncheckedIOException e) {
      assertThat(at).isBetween(6, 7); // another format: nothing is touched
      assertThat(e.getCause()).hasMessageContaining("use the version that wrote it");
    }
  }

  @Test
  void a_message_that_was_damaged_later_is_not_delivered_and_reported() throws Exception {
    try (StoreFixture fixture = open()) {
      fill(fixture);
      Kept kept = fixture.reopen();
      KeptMessage third = kept.sessions().get(0).owed().get(2);
      for (String name : disk.list()) {
        byte[] bytes = disk.bytes(name);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("ge 2-");
        if (at >= 0) {
          bytes[at] ^= 1;
        }
      }
      assertThatThrownBy(() -> third.message().payload())
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(".rialto, byte ");
      assertThat(fixture.status().damage()).hasSize(1);
      assertThat(text(kept.sessions().get(0).owed().get(3).message())).startsWith("message 3");
    }
  }

  @Test
  void a_file_of_another_version_is_refused_and_left_as_it_is() throws Exception {
    try (StoreFixture fixture = open()) {
      fill(fixture);
    }
    Map<String, byte[]> whole = files();
    String name = disk.list().get(1);
    byte[] other = whole.get(name).clone();
    other[7] = 9;
    disk.replace(name, other);
    Map<String, byte[]> before = files();
    assertThatThrownBy(this::open)
        .hasMessageContaining(name + " is in format 9, but this version of Rialto reads format");
    assertThat(files().keySet()).isEqualTo(before.keySet());
    assertThat(disk.bytes(name)).isEqualTo(other);
    assertThat(disk.openFiles()).isZero();
  }

  @Test
  void files_of_others_are_left_alone() throws Exception {
    for (String name :
        List.of("lock", "README", "1.rialto", "0000000000000000009.rialto.damaged")) {
      disk.create(name).close();
      disk.replace(name, new byte[] {1, 2, 3});
    }
    try (StoreFixture fixture = open()) {
      List<String> payloads = fill(fixture);
      assertThat(payloads(fixture.reopen())).isEqualTo(payloads);
      assertThat(fixture.status().damage()).isEmpty();
    }
    for (String name :
        List.of("lock", "README", "1.rialto", "0000000000000000009.rialto.damaged")) {
      assertThat(disk.bytes(name)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void a_missing_file_is_reported() throws Exception {
    List<String> payloads;
    try (StoreFixture fixture = open()) {
      payloads = fill(fixture);
    }
    String missing = disk.list().get(1);
    disk.delete(missing);
    try (StoreFixture fixture = open()) {
      assertThat(fixture.status().damage()).anyMatch(each -> each.startsWith(missing));
      assertThat(payloads).containsAll(payloads(fixture.store().kept()));
      assertThat(payloads(fixture.reopen())).isNotEmpty();
    }
  }

  /** Whoever knows the format can put into a message what looks like a record. */
  @Test
  void a_record_that_somebody_has_put_into_a_message_is_none() throws Exception {
    Bytes forged = new Bytes();
    Frame.begin(forged);
    EntryWriter entries = new EntryWriter(forged);
    entries.sessionBegun(666, "mallory", null, 1_000_000, EntrySink.HERE);
    endAsInTheFirstVersion(forged, 1000, 999);
    try (StoreFixture fixture = open()) {
      long anna = fixture.session("anna");
      fixture.stored(queued(anna, binary(Arrays.copyOf(forged.array(), forged.size()))));
    }
    byte[] bytes = disk.bytes(last());
    int at = find(bytes, "mallory") - 4 - Frame.HEADER;
    Arrays.fill(bytes, at - 20, at, (byte) 0); // a block that was not written
    disk.replace(last(), bytes);
    try (StoreFixture fixture = open()) {
      assertThat(fixture.store().kept().sessions())
          .extracting(Kept.KeptSession::clientId)
          .doesNotContain("mallory");
    }
  }

  private static Message binary(byte[] bytes) {
    return new Message(message("t", "").topic(), new Payload(bytes, 0, bytes.length));
  }

  private static int find(byte[] bytes, String what) {
    return new String(bytes, StandardCharsets.ISO_8859_1).indexOf(what);
  }

  private static void endAsInTheFirstVersion(Bytes record, long sequence, long forced) {
    record.put32(0, record.size() - Frame.HEADER);
    record.put64(8, sequence);
    record.put64(16, forced);
    CRC32C sum = new CRC32C();
    sum.update(record.array(), 0, 4);
    sum.update(record.array(), 8, record.size() - 8);
    record.put32(4, (int) sum.getValue());
  }

  /** What looks like the length of a record is looked at only where the rest makes sense. */
  @Test
  void looking_for_the_next_record_does_not_read_the_segment_again_and_again() throws Exception {
    try (StoreFixture fixture = large()) {
      long anna = fixture.session("anna");
      byte[] lengths = new byte[100_000];
      ByteBuffer wrapped = ByteBuffer.wrap(lengths);
      while (wrapped.remaining() >= 4) {
        wrapped.putInt(2 << 20); // a length that is possible
      }
      fixture.stored(queued(anna, binary(lengths)));
      for (int i = 0; i < 5; i++) {
        fixture.stored(queued(anna, "x".repeat(1 << 20)));
      }
      fixture.stored(new Change.Retained(message("r", "x"), Qos.AT_LEAST_ONCE, null, "author"));
    }
    byte[] bytes = disk.bytes(last());
    bytes[find(bytes, "anna") + 30] ^= 1; // in the frame of what comes next
    long before = disk.bytesRead();
    try (StoreFixture fixture = large()) {
      assertThat(fixture.status().damage()).isNotEmpty();
      assertThat(payloads(fixture.store().kept())).hasSize(5);
    }
    assertThat(disk.bytesRead() - before).isLessThan(100L << 20);
  }
}
