package dev.rialto.access;

import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Makes one of the ways to write a name or a password, as far as RFC 4013 matters for what people
 * type: its rules for texts of both directions are left out.
 */
final class SaslPrep {
  private static final Pattern BLANKS = Pattern.compile("[\\p{Zs}\u200B]");
  private static final Pattern NOTHING =
      Pattern.compile("[\u00AD\u034F\u1806\u180B-\u180D\u200C\u200D\u2060\uFE00-\uFE0F\uFEFF]");
  private static final Pattern PROHIBITED = Pattern.compile("[\\p{Cc}\\p{Cs}\\p{Co}\\p{Cn}\uFFFD]");

  private SaslPrep() {}

  /** The text as it is compared; {@code null} when it can't be one. */
  static String of(String text) {
    String mapped = NOTHING.matcher(BLANKS.matcher(text).replaceAll(" ")).replaceAll("");
    String normal = Normalizer.normalize(mapped, Normalizer.Form.NFKC);
    return normal.isEmpty() || PROHIBITED.matcher(normal).find() ? null : normal;
  }
}
