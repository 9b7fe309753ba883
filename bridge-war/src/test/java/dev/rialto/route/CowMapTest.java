package dev.rialto.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** A map that changes its form with its size, and nothing else. */
class CowMapTest {
  private final CowMap<Integer, String> map = new CowMap<>();

  @Property(tries = 1000)
  void it_behaves_as_a_map(
      @ForAll @Size(max = 200) List<@IntRange(min = -24, max = 24) Integer> steps) {
    CowMap<Integer, String> cow = new CowMap<>();
    Map<Integer, String> oracle = new HashMap<>();
    for (int i = 0; i < steps.size(); i++) {
      int key = Math.abs(steps.get(i));
      if (steps.get(i) < 0) {
        cow.remove(key);
        oracle.remove(key);
      } else {
        cow.put(key, "value " + i);
        oracle.put(key, "value " + i);
      }
      assertThat(cow.get(key)).isEqualTo(oracle.get(key));
      assertThat(cow.isEmpty()).isEqualTo(oracle.isEmpty());
    }
    assertThat(content(cow)).isEqualTo(oracle);
  }

  @Test
  void it_grows_large_and_ends_small() {
    for (int round = 0; round < 2; round++) {
      for (int key = 0; key < 100; key++) {
        map.put(key, "v" + key);
        assertThat(content(map)).hasSize(key + 1);
      }
      for (int key = 0; key < 100; key++) {
        assertThat(map.get(key)).isEqualTo("v" + key);
        map.remove(key);
        map.remove(key); // again does nothing
        assertThat(map.get(key)).isNull();
      }
      assertThat(map.isEmpty()).isTrue();
    }
    assertThat(map).usingRecursiveComparison().isEqualTo(new CowMap<>());
  }

  @Test
  void who_walks_a_small_one_sees_it_as_it_was() {
    map.put(1, "a");
    map.put(2, "b");
    map.forEach(
        (key, value) -> {
          map.remove(1);
          map.put(2, "other");
          map.put(3, "c");
          assertThat(value).isNotEqualTo("other");
        });
    assertThat(content(map)).isEqualTo(Map.of(2, "other", 3, "c"));
  }

  private static Map<Integer, String> content(CowMap<Integer, String> map) {
    Map<Integer, String> content = new HashMap<>();
    map.forEach((key, value) -> assertThat(content.put(key, value)).isNull());
    return content;
  }
}
