package dev.rialto;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import dev.rialto.edge.Rialto;
import java.lang.reflect.Field;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.Timer;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rooms of the house and which of them see which. Each rule is tried on a class that breaks it
 * as well.
 */
class ArchitectureTest {
  private static final String ROOT = "dev.rialto";
  private static final String START = "edge.start";
  private static final Set<String> BOTTOM = Set.of("config", "observe", "time");

  /** What each room may use, from the top down. The root, which wires everything, is exempt. */
  private static final Map<String, Set<String>> ROOMS = new TreeMap<>();

  static {
    Set<String> belowEdges = Set.of("session", "access", "wire", "config", "observe", "time");
    Set<String> topics = union(belowEdges, "edge", "edge.client", "history", "topic");
    ROOMS.put(START, union(belowEdges, "edge", "edge.cdi", "edge.ws", "edge.http", "edge.manage"));
    ROOMS.put("edge.client", union(belowEdges, "topic")); // for edges that don't get packets
    ROOMS.put("edge.json", Set.of("edge.client", "history", "topic", "wire"));
    ROOMS.put("edge.ws", union(topics, "edge.ws.frame", "edge.json"));
    ROOMS.put("edge.cdi", topics);
    ROOMS.put("edge.ws.frame", Set.of()); // the JDK alone
    ROOMS.put("edge.http", union(topics, "edge.ws"));
    ROOMS.put("edge.manage", union(belowEdges, "edge"));
    ROOMS.put("edge.token", Set.of("access", "config", "time")); // and JSON
    ROOMS.put("edge", union(belowEdges, "edge.token"));
    ROOMS.put("session", union(BOTTOM, "access", "route", "history", "store", "wire", "topic"));
    ROOMS.put("access", union(BOTTOM, "wire", "topic"));
    ROOMS.put("check", Set.of("access", "config"));
    ROOMS.put("route", union(BOTTOM, "history", "store", "wire", "topic"));
    ROOMS.put("history", union(BOTTOM, "wire", "topic"));
    ROOMS.put("store.file", union(BOTTOM, "store", "wire", "topic"));
    ROOMS.put("store", union(BOTTOM, "wire", "topic"));
    ROOMS.put("wire", union(BOTTOM, "topic")); // a message knows its topic
    ROOMS.put("topic", BOTTOM);
    BOTTOM.forEach(room -> ROOMS.put(room, Set.of()));
  }

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  /** The product, and a class in the lowest room that does all that is forbidden. */
  private static final JavaClasses WITH_TRESPASSER =
      new ClassFileImporter()
          .importPaths(
              Stream.of(Rialto.class, ArchitectureTest.class)
                  .map(ArchitectureTest::folder)
                  .toList())
          .that(
              describe(
                  "product or trespasser",
                  (JavaClass any) ->
                      PRODUCT.contain(any.getName()) || any.getSimpleName().startsWith("Tresp")));

  private static Path folder(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static Set<String> union(Set<String> rooms, String... more) {
    return Stream.concat(rooms.stream(), Arrays.stream(more)).collect(Collectors.toSet());
  }

  private static String full(String room) {
    return ROOT + "." + room;
  }

  private static ArchRule room(String room, Set<String> uses) {
    Set<String> forbidden = new TreeSet<>(ROOMS.keySet());
    forbidden.removeAll(uses);
    forbidden.remove(room);
    String[] packages = forbidden.stream().map(ArchitectureTest::full).toArray(String[]::new);
    DescribedPredicate<JavaClass> elsewhere = JavaClass.Predicates.resideInAnyPackage(packages);
    return noClasses()
        .that()
        .resideInAPackage(full(room))
        .should()
        .dependOnClassesThat(
            room.startsWith("edge") ? elsewhere : elsewhere.or(resideInAPackage(ROOT)))
        .as("%s uses nothing of ours but %s".formatted(room, new TreeSet<>(uses)));
  }

  static Stream<ArchRule> rooms() {
    return ROOMS.entrySet().stream().map(each -> room(each.getKey(), each.getValue()));
  }

  @ParameterizedTest
  @MethodSource
  void rooms(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @Test
  void every_package_is_a_room() {
    Set<String> packages = new TreeSet<>();
    PRODUCT.forEach(each -> packages.add(each.getPackageName()));
    packages.remove(ROOT);
    assertThat(ROOMS.keySet().stream().map(ArchitectureTest::full))
        .containsExactlyInAnyOrderElementsOf(packages);
  }

  private static Calls calls(Class<?> owner, String... names) {
    return new Calls(owner, List.of(names));
  }

  /** A call of one of some methods of a class; of any, if none is named. */
  private record Calls(Class<?> owner, List<String> names) {
    boolean matches(AccessTarget target) {
      return target.getOwner().isEquivalentTo(owner)
          && (names.isEmpty() || names.contains(target.getName()));
    }
  }

  private static final List<Calls> CLOCK_AND_CHANCE =
      List.of(
          calls(System.class, "currentTimeMillis", "nanoTime"),
          calls(Instant.class, "now"),
          calls(LocalDateTime.class, "now"),
          calls(ZonedDateTime.class, "now"),
          calls(Clock.class, "systemUTC", "systemDefaultZone", "system"),
          calls(Timer.class),
          calls(Random.class),
          calls(SecureRandom.class),
          calls(ThreadLocalRandom.class),
          calls(Math.class, "random"),
          calls(UUID.class, "randomUUID"));

  static final ArchRule NO_JAKARTA_BELOW_THE_EDGES =
      noClasses()
          .that(resideOutsideOfPackage(ROOT + ".edge.."))
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta..");

  static final ArchRule NOTHING_FOREIGN_BELOW_THE_EDGES =
      classes()
          .that(resideOutsideOfPackage(ROOT + ".edge.."))
          .should()
          .onlyDependOnClassesThat(
              resideInAPackage("java..")
                  .or(resideInAPackage("javax.crypto.."))
                  .or(resideInAPackage(ROOT + ".."))
                  .or(resideInAPackage("org.eclipse.microprofile.config..")))
          .as("below the edges there is nothing but Java, and MicroProfile Config");

  static final ArchRule ONE_EDGE_CLASS_SEES_THE_ENGINE =
      noClasses()
          .that(not(type(Rialto.class)).and(not(type(EmbeddedBroker.class))))
          .should()
          .dependOnClassesThat(type(EmbeddedBroker.class));

  static final ArchRule NO_CYCLES = slices().matching(ROOT + ".(**)").should().beFreeOfCycles();

  static final ArchRule NO_STANDARD_STREAMS =
      noClasses()
          .that(not(type(Passwd.class)).and(not(type(Check.class))))
          .should(ACCESS_STANDARD_STREAMS);

  static final ArchRule NO_JAVA_UTIL_LOGGING = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

  static final ArchRule NO_SLEEP =
      noClasses()
          .should()
          .callMethodWhere(
              describe(
                  "Thread.sleep",
                  (JavaMethodCall call) -> calls(Thread.class, "sleep").matches(call.getTarget())));

  static final ArchRule ONE_CLOCK_AND_NO_CHANCE =
      noClasses()
          .that(
              resideOutsideOfPackage(full("time"))
                  .and(not(type(EmbeddedBroker.class)))
                  .and(not(name("dev.rialto.store.file.NioDisk"))) // tests have a disk of their own
                  .and(not(type(Passwd.class)))) // a command, not a part of the engine
          .should()
          .accessTargetWhere(
              describe(
                  "the clock or chance",
                  access ->
                      CLOCK_AND_CHANCE.stream()
                          .anyMatch(each -> each.matches(access.getTarget()))));

  static final ArchRule NAMES_SAY_SOMETHING =
      noClasses().should().haveNameMatching(".*(Impl|Utils?|Manager|Helper)(\\$.*)?");

  static Stream<ArchRule> rules() throws IllegalAccessException {
    Stream.Builder<ArchRule> rules = Stream.builder();
    for (Field field : ArchitectureTest.class.getDeclaredFields()) {
      if (field.getType() == ArchRule.class) {
        rules.add((ArchRule) field.get(null));
      }
    }
    return rules.build();
  }

  @ParameterizedTest
  @MethodSource
  void rules(ArchRule rule) {
    rule.check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void a_rule_can_be_broken(ArchRule rule) {
    assertThat(rule.evaluate(WITH_TRESPASSER).getFailureReport().getDetails())
        .isNotEmpty()
        .anySatisfy(line -> assertThat(line).contains("TrespasserUtil"));
  }

  @Test
  void a_room_can_be_trespassed() {
    ArchRule rule = room("config", ROOMS.get("config"));
    assertThat(rule.evaluate(WITH_TRESPASSER).getFailureReport().getDetails())
        .anySatisfy(line -> assertThat(line).contains("TrespasserUtil", "edge.Rialto"))
        .anySatisfy(line -> assertThat(line).contains("TrespasserUtil", "EmbeddedBroker"));
  }

  /** Each arrow that the table leaves out would be noticed where there is one. */
  @ParameterizedTest
  @MethodSource("arrows")
  void an_arrow_that_is_used_cannot_be_left_out_of_the_table(String from, String to) {
    Set<String> without = new TreeSet<>(ROOMS.get(from));
    without.remove(to);
    assertThat(room(from, without).evaluate(PRODUCT).hasViolation()).isTrue();
  }

  static Stream<Arguments> arrows() {
    return Stream.of(
            "edge.ws session",
            "edge.ws edge",
            "edge.ws wire",
            "edge.http edge",
            "edge access",
            "edge edge.token",
            "edge.token access",
            "edge.start edge.ws",
            "session access",
            "session route",
            "session store",
            "route store",
            "store.file store",
            "route history",
            "session history",
            "edge.http edge.client",
            "edge.http history",
            "store wire",
            "wire topic",
            "access config",
            "check access",
            "access topic",
            "session time")
        .map(arrow -> Arguments.of((Object[]) arrow.split(" ")));
  }

  /** Five ways to the clock or chance that the trespasser takes, each of them noticed. */
  @Test
  void no_way_around_the_clock_goes_unnoticed() {
    assertThat(ONE_CLOCK_AND_NO_CHANCE.evaluate(WITH_TRESPASSER).getFailureReport().toString())
        .contains("currentTimeMillis", "nanoTime", "Instant.now", "java.util.Random")
        .contains("ThreadLocalRandom", "Math.random", "UUID.randomUUID");
  }
}
