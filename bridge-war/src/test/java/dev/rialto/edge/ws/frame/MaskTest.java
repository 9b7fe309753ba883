package dev.rialto.edge.ws.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Eight bytes at a time is the same as one (RFC 6455 section 5.3). */
class MaskTest {
  @Property(tries = 1000)
  void masks_as_the_specification_says(
      @ForAll @Size(max = 100) byte[] bytes,
      @ForAll int key,
      @ForAll @IntRange(max = 20) int offset,
      @ForAll @IntRange(max = 10) int around,
      @ForAll boolean direct,
      @ForAll boolean little) {
    int from = Math.min(around, bytes.length);
    int to = Math.max(from, bytes.length - around);
    ByteBuffer buffer =
        direct ? ByteBuffer.allocateDirect(bytes.length) : ByteBuffer.allocate(bytes.length);
    buffer.put(0, bytes).order(little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
    Mask.apply(buffer, from, to, key, offset);
    byte[] mask = ByteBuffer.allocate(4).putInt(key).array();
    for (int i = 0; i < bytes.length; i++) {
      int plain = bytes[i];
      int masked = i < from || i >= to ? plain : plain ^ mask[(i - from + offset) % 4];
      assertThat(buffer.get(i)).isEqualTo((byte) masked);
    }
  }
}
