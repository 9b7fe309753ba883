package dev.rialto.it.differential;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Plays sequences to two brokers; their answers must be the same but for known differences. */
record Comparison(int rialto, int hiveMq, List<Difference> known) {
  private static final int TRIES = 3;

  /** Where all answers are written, for people to read. */
  private static final Path FOLDER = Path.of("target", "differential");

  /** Played again if need be: HiveMQ does much in the background, and may be late once. */
  void play(Sequence sequence) throws IOException, InterruptedException {
    for (int i = 1; i < TRIES; i++) {
      try {
        playOnce(sequence);
        return;
      } catch (AssertionError e) {
        // what is different is different every time
      }
    }
    playOnce(sequence);
  }

  private void playOnce(Sequence sequence) throws IOException, InterruptedException {
    Transcript ours = answers(rialto, "rialto", sequence);
    Transcript theirs = answers(hiveMq, "hivemq", sequence);
    Difference found = Difference.difference(sequence, ours, theirs);
    assertThat(found.answers())
        .as(() -> "%s%n%nRialto:%n%s%nHiveMQ:%n%s".formatted(sequence, ours, theirs))
        .isEqualTo(expected(sequence).answers());
  }

  private Difference expected(Sequence sequence) {
    return known.stream()
        .filter(each -> each.sequence().equals(sequence.name()))
        .findFirst()
        .orElse(new Difference(sequence.name(), List.of(), List.of(), ""));
  }

  /** What one broker answers, which is also written to a file. */
  static Transcript answers(int port, String broker, Sequence sequence)
      throws IOException, InterruptedException {
    Transcript answers = Player.play(port, sequence);
    Path folder = Files.createDirectories(FOLDER.resolve("answers").resolve(broker));
    String file = sequence.name().replaceAll("[^\\w ,.+#$'-]", "_") + ".txt";
    Files.writeString(folder.resolve(file), answers.toString(), UTF_8);
    return answers;
  }

  /** Every difference in the table must be of a sequence, be one, and have a reason. */
  static void check(List<Difference> known, List<Sequence> sequences) {
    assertThat(sequences).extracting(Sequence::name).doesNotHaveDuplicates();
    assertThat(known).extracting(Difference::sequence).doesNotHaveDuplicates();
    assertThat(sequences)
        .extracting(Sequence::name)
        .containsAll(known.stream().map(Difference::sequence).toList());
    assertThat(known).noneMatch(Difference::isEmpty);
    assertThat(known).allMatch(each -> each.why().contains("MQTT"));
  }
}
