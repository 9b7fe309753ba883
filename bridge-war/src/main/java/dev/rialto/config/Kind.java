package dev.rialto.config;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The type of a setting: how its text is read, and what it may be. */
sealed interface Kind {

  /** Reads a value; throws {@link IllegalArgumentException} with {@link #allowed} on a bad one. */
  Object parse(String text);

  /** What is allowed, to be read behind "must be". */
  String allowed();

  /** {@code true} or {@code false}. */
  record Flag() implements Kind {
    @Override
    public Boolean parse(String text) {
      return switch (text) {
        case "true" -> true;
        case "false" -> false;
        default -> throw new IllegalArgumentException(allowed());
      };
    }

    @Override
    public String allowed() {
      return "true or false";
    }
  }

  /** A whole number. */
  record Whole(long min, long max) implements Kind {
    @Override
    public Long parse(String text) {
      try {
        long value = Long.parseLong(text);
        if (value >= min && value <= max) {
          return value;
        }
      } catch (NumberFormatException e) {
        // the same answer as for a number out of bounds
      }
      throw new IllegalArgumentException(allowed());
    }

    @Override
    public String allowed() {
      return "a whole number from %d to %d".formatted(min, max);
    }
  }

  /** A number of bytes, in units of 1,024. */
  record Size(long min, long max) implements Kind {
    private static final Pattern FORM = Pattern.compile("(\\d{1,15})\\s*(B|KiB|MiB|GiB)?");
    private static final List<String> UNITS = List.of("B", "KiB", "MiB", "GiB");

    @Override
    public Long parse(String text) {
      Matcher form = FORM.matcher(text);
      if (form.matches()) {
        int unit = form.group(2) == null ? 0 : UNITS.indexOf(form.group(2));
        long count = Long.parseLong(form.group(1));
        long value = count << (10 * unit);
        if (value >> (10 * unit) == count && value >= min && value <= max) {
          return value;
        }
      }
      throw new IllegalArgumentException(allowed());
    }

    @Override
    public String allowed() {
      return "a size from %s to %s, such as 64 KiB".formatted(show(min), show(max));
    }

    private static String show(long bytes) {
      int unit = 0;
      long count = bytes;
      while (unit < UNITS.size() - 1 && count > 0 && count % 1024 == 0) {
        count /= 1024;
        unit++;
      }
      return count + " " + UNITS.get(unit);
    }
  }

  /** An amount of memory: bytes as {@link Size} has them, or a part of the largest heap. */
  record Memory(long min, long max) implements Kind {
    private static final Pattern PART = Pattern.compile("(\\d{1,2})\\s*%");

    @Override
    public Long parse(String text) {
      Matcher part = PART.matcher(text);
      if (part.matches()) {
        return Runtime.getRuntime().maxMemory() / 100 * Long.parseLong(part.group(1));
      }
      try {
        return new Size(min, max).parse(text);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(allowed(), e);
      }
    }

    @Override
    public String allowed() {
      return new Size(min, max).allowed() + ", or a part of the heap, such as 40 %";
    }
  }

  /** A length of time. */
  record Time(Duration min, Duration max) implements Kind {
    private static final Pattern FORM = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");

    @Override
    public Duration parse(String text) {
      Matcher form = FORM.matcher(text);
      if (form.matches()) {
        long count = Long.parseLong(form.group(1));
        Duration value =
            switch (form.group(2)) {
              case "ms" -> Duration.ofMillis(count);
              case "s" -> Duration.ofSeconds(count);
              case "m" -> Duration.ofMinutes(count);
              case "h" -> Duration.ofHours(count);
              default -> Duration.ofDays(count);
            };
        if (value.compareTo(min) >= 0 && value.compareTo(max) <= 0) {
          return value;
        }
      }
      throw new IllegalArgumentException(allowed());
    }

    @Override
    public String allowed() {
      return "a time from %s to %s, such as 500 ms, 10 s or 5 m".formatted(show(min), show(max));
    }

    private static String show(Duration time) {
      if (time.toMillis() % 1000 != 0) {
        return time.toMillis() + " ms";
      }
      return time.toSeconds() % 86_400 == 0 && !time.isZero()
          ? time.toDays() + " d"
          : time.toSeconds() + " s";
    }
  }

  /** One of the constants of an enum, in lower case. */
  record Choice<E extends Enum<E>>(Class<E> values) implements Kind {
    @Override
    public E parse(String text) {
      return Arrays.stream(values.getEnumConstants())
          .filter(value -> show(value).equals(text))
          .findFirst()
          .orElseThrow(() -> new IllegalArgumentException(allowed()));
    }

    @Override
    public String allowed() {
      return String.join(
          " or ", Arrays.stream(values.getEnumConstants()).map(Choice::show).toList());
    }

    private static String show(Enum<?> value) {
      return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Any number of entries, separated by commas; none is fine. */
  record Entries(String what, Pattern form) implements Kind {
    @Override
    public List<String> parse(String text) {
      List<String> entries =
          Arrays.stream(text.split(",", -1))
              .map(String::strip)
              .filter(entry -> !entry.isEmpty())
              .toList();
      if (!entries.stream().allMatch(entry -> form.matcher(entry).matches())) {
        throw new IllegalArgumentException(allowed());
      }
      return entries;
    }

    @Override
    public String allowed() {
      return what + ", separated by commas";
    }
  }

  /** A text of some form. */
  record Text(String what, String form) implements Kind {
    @Override
    public String parse(String text) {
      if (!text.matches(form)) {
        throw new IllegalArgumentException(allowed());
      }
      return text;
    }

    @Override
    public String allowed() {
      return what;
    }
  }
}
