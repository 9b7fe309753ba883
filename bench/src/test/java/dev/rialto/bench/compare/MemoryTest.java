package dev.rialto.bench.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What {@code jcmd GC.heap_info} says, as Java 17 says it. */
class MemoryTest {
  private static final String SERIAL =
      """
      12345:
       def new generation   total 629120K, used 11185K [0x80000000, 0xaaaa0000, 0xaaaa0000)
        eden space 559232K,   2% used [0x80000000, 0x80aec5a8, 0xa2220000)
        from space 69888K,   0% used [0xa2220000, 0xa2220000, 0xa6660000)
       tenured generation   total 1398144K, used 20000K [0xaaaa0000, 0x100000000, 0x100000000)
         the space 1398144K,   1% used [0xaaaa0000, 0xabe28180, 0xabe28200, 0x100000000)
       Metaspace       used 60000K, committed 61000K, reserved 1114112K
      """;
  private static final String G1 =
      """
      12345:
       garbage-first heap   total 262144K, used 4096K [0x700000000, 0x800000000)
        region size 2048K, 1 young (2048K), 0 survivors (0K)
       Metaspace       used 600K, committed 700K, reserved 1056768K
      """;

  @Test
  void theGenerationsAreAdded() throws IOException {
    var memory = Memory.parse(SERIAL, (629_120L + 1_398_144 + 5_000) * 1024);

    assertThat(memory).isEqualTo(new Memory(31_185L * 1024, 5_000L * 1024));
  }

  @Test
  void aHeapOfRegionsIsOne() throws IOException {
    assertThat(Memory.parse(G1, 262_145L * 1024)).isEqualTo(new Memory(4_096L * 1024, 1024));
  }

  @Test
  void growthIsOfBoth() {
    assertThat(new Memory(50, 7).minus(new Memory(20, 3)).total()).isEqualTo(34);
  }

  @Test
  void anUnknownAnswerIsNotTakenForZero() {
    assertThatIOException().isThrownBy(() -> Memory.parse("12345:\nno idea", 1));
  }
}
