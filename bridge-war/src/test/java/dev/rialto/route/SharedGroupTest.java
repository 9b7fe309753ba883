package dev.rialto.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.rialto.topic.TopicName;
import dev.rialto.wire.Qos;
import dev.rialto.wire.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whose turn it is (MQTT 5.0 section 4.8.2). */
class SharedGroupTest {
  private static final TopicName TOPIC = Topics.name("t");

  private final SharedGroup group = new SharedGroup("$share/g/t");
  private final NamedSubscriber a = new NamedSubscriber("a");
  private final NamedSubscriber b = new NamedSubscriber("b");
  private final NamedSubscriber c = new NamedSubscriber("c");

  @BeforeEach
  void join() {
    for (NamedSubscriber one : List.of(a, b, c)) {
      group.put(one, new Subscription(Qos.AT_LEAST_ONCE));
    }
  }

  private List<Subscriber> next(int times) {
    List<Subscriber> turns = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      SharedGroup.Member member = group.next(TOPIC);
      turns.add(member == null ? null : member.subscriber());
    }
    return turns;
  }

  @Test
  void everybody_has_a_turn() {
    assertThat(next(7)).containsExactly(a, b, c, a, b, c, a);
  }

  @Test
  void turns_go_on_after_the_count_overflows() throws Exception {
    var turn = SharedGroup.class.getDeclaredField("turn");
    turn.setAccessible(true);
    ((java.util.concurrent.atomic.AtomicInteger) turn.get(group)).set(Integer.MAX_VALUE - 1);
    assertThat(next(6)).doesNotContainNull().contains(a, b, c);
  }

  @Test
  void who_is_connected_goes_first() {
    a.connected = false;
    a.persistent = true;
    b.connected = false;
    assertThat(next(4)).containsOnly(c);
  }

  @Test
  void with_nobody_connected_it_waits_with_one_that_keeps_a_queue() {
    for (NamedSubscriber one : List.of(a, b, c)) {
      one.connected = false;
    }
    assertThat(next(3)).containsOnlyNulls();
    b.persistent = true;
    assertThat(next(3)).containsOnly(b);
    c.persistent = true;
    assertThat(next(6)).containsOnly(b, c).contains(b).contains(c);
  }

  @Test
  void the_others_divide_the_turns_of_who_is_away() {
    a.connected = false;
    a.persistent = true;
    List<Subscriber> turns = next(30);
    assertThat(turns).filteredOn(b::equals).hasSize(15);
    assertThat(turns).filteredOn(c::equals).hasSize(15);
  }

  @Test
  void of_all_but_one_everybody_has_a_turn() {
    List<Subscriber> turns = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      turns.add(group.next(TOPIC, b).subscriber());
    }
    assertThat(turns).filteredOn(a::equals).hasSize(15);
    assertThat(turns).filteredOn(c::equals).hasSize(15);
  }

  @Test
  void without_the_only_one_there_is_nobody() {
    group.remove(b);
    group.remove(c);
    assertThat(group.next(TOPIC, a)).isNull();
    assertThat(group.next(TOPIC, b).subscriber()).isEqualTo(a); // b is no member
    a.connected = false;
    a.persistent = true;
    assertThat(group.next(TOPIC, a)).isNull();
  }

  @Test
  void without_one_that_is_away_another_that_is_away_waits() {
    for (NamedSubscriber one : List.of(a, b, c)) {
      one.connected = false;
    }
    a.persistent = true;
    b.persistent = true;
    assertThat(group.next(TOPIC, a).subscriber()).isEqualTo(b);
    assertThat(group.next(TOPIC, b).subscriber()).isEqualTo(a);
  }

  @Test
  void who_leaves_has_no_turn() {
    group.remove(b);
    group.remove(b);
    assertThat(next(4)).containsOnly(a, c);
    group.remove(a);
    group.remove(c);
    assertThat(group.isEmpty()).isTrue();
    assertThat(next(1)).containsOnlyNulls();
  }

  @Test
  void joining_again_changes_the_qos_and_gives_no_second_turn() {
    group.put(b, new Subscription(Qos.EXACTLY_ONCE));
    assertThat(next(6)).containsExactlyInAnyOrder(a, a, b, b, c, c);
    group.remove(a);
    group.remove(c);
    assertThat(group.next(TOPIC).grant().qos()).isEqualTo(Qos.EXACTLY_ONCE);
  }

  @Test
  void who_may_not_read_it_has_no_turn() {
    b.mayRead = false;
    assertThat(next(4)).doesNotContain(b).contains(a, c);
    c.mayRead = false;
    assertThat(next(3)).containsOnly(a);
    assertThat(group.next(TOPIC, a)).isNull();
    a.mayRead = false;
    assertThat(next(1)).containsOnlyNulls();
  }
}
