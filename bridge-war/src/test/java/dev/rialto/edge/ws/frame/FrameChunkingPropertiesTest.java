package dev.rialto.edge.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A stream of frames is the same however it is cut, masked and measured. */
class FrameChunkingPropertiesTest {
  private static final List<Integer> WHOLE = List.of(1 << 20);

  /** A message in fragments, perhaps with a ping among them; in words what it is. */
  record Sent(List<ClientFrame> frames, List<String> words) {}

  private static Arbitrary<String> payloads() {
    return Arbitraries.bytes()
        .array(byte[].class)
        .ofMaxSize(300)
        .map(java.util.HexFormat.of()::formatHex);
  }

  private static Arbitrary<ClientFrame> dressed(Arbitrary<String> payloads) {
    return Combinators.combine(
            payloads, Arbitraries.integers(), Arbitraries.of(0, 2, 8), Arbitraries.of(true, false))
        .as(
            (payload, mask, form, masked) ->
                ClientFrame.of(0, payload)
                    .masked(masked ? mask : 0)
                    .lengthIn(Math.max(form, ClientFrame.shortest(payload.length() / 2))));
  }

  @Provide
  Arbitrary<Sent> sent() {
    Arbitrary<ClientFrame> control =
        payloads()
            .filter(payload -> payload.length() <= 250)
            .map(payload -> ClientFrame.of(0x89, payload));
    return Combinators.combine(
            dressed(payloads()).list().ofMinSize(1).ofMaxSize(5),
            Arbitraries.of(1, 2),
            control.list().ofMaxSize(3),
            Arbitraries.integers().between(0, 4))
        .as(FrameChunkingPropertiesTest::message);
  }

  private static Sent message(
      List<ClientFrame> parts, int opcode, List<ClientFrame> pings, int pingsAt) {
    List<ClientFrame> frames = new ArrayList<>();
    List<String> words = new ArrayList<>();
    StringBuilder payload = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      if (i == Math.min(pingsAt, parts.size() - 1)) {
        frames.addAll(pings);
        pings.forEach(ping -> words.add("ping " + ping.payload()));
      }
      ClientFrame part = parts.get(i);
      int first = (i == 0 ? opcode : 0) | (i == parts.size() - 1 ? ClientFrame.FIN : 0);
      frames.add(new ClientFrame(first, part.lengthIn(), part.mask(), part.payload()));
      payload.append(part.payload());
    }
    words.add((opcode == 1 ? "text " : "binary ") + payload);
    return new Sent(frames, words);
  }

  @Provide
  Arbitrary<List<Integer>> cuts() {
    return Arbitraries.oneOf(
            Arbitraries.integers().between(1, 6), Arbitraries.integers().between(1, 700))
        .list()
        .ofMinSize(1)
        .ofMaxSize(20);
  }

  private static byte[] bytes(List<Sent> messages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    messages.forEach(sent -> sent.frames().forEach(frame -> out.writeBytes(frame.bytes())));
    return out.toByteArray();
  }

  private static List<String> words(List<Sent> messages) {
    return messages.stream().flatMap(sent -> sent.words().stream()).toList();
  }

  @Property(tries = 800)
  void cut_anywhere_a_stream_is_the_same_messages(
      @ForAll("streams") List<Sent> messages, @ForAll("cuts") List<Integer> cuts) {
    assertThat(Reading.of(bytes(messages), cuts, 300)).isEqualTo(words(messages));
  }

  @Property(tries = 200)
  void cut_at_every_byte_a_stream_is_the_same_messages(@ForAll("streams") List<Sent> messages) {
    assertThat(Reading.of(bytes(messages), List.of(1), 300)).isEqualTo(words(messages));
  }

  @Property(tries = 200)
  void uncut_a_stream_is_the_same_messages(@ForAll("streams") List<Sent> messages) {
    assertThat(Reading.of(bytes(messages), WHOLE, 300)).isEqualTo(words(messages));
  }

  @Provide
  Arbitrary<List<Sent>> streams() {
    return sent().list().ofMaxSize(6);
  }

  /** Whatever comes is read or refused, and where it is cut makes no difference. */
  @Property(tries = 2000)
  void any_bytes_are_read_or_refused_the_same_way_however_cut(
      @ForAll("noise") byte[] bytes, @ForAll("cuts") List<Integer> cuts) {
    List<String> uncut = Reading.of(bytes, WHOLE, 1000);
    assertThat(Reading.of(bytes, cuts, 1000)).isEqualTo(uncut);
    assertThat(Reading.of(bytes, List.of(1), 1000)).isEqualTo(uncut);
  }

  /** Bytes at random, and frames with a byte changed at random: they get further. */
  @Provide
  Arbitrary<byte[]> noise() {
    Arbitrary<byte[]> random = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
    Arbitrary<byte[]> damaged =
        Combinators.combine(
                streams(), Arbitraries.integers().between(0, 10_000), Arbitraries.bytes())
            .as(
                (messages, at, value) -> {
                  byte[] bytes = bytes(messages);
                  if (bytes.length > 0) {
                    bytes[at % bytes.length] = value;
                  }
                  return bytes;
                });
    return Arbitraries.oneOf(random, damaged);
  }
}
