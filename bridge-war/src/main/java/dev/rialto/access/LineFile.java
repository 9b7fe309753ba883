package dev.rialto.access;

import dev.rialto.config.InvalidSettingException;
import dev.rialto.config.Setting;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;

/** A text file that an operator edits. Empty lines and those that begin with # say nothing. */
final class LineFile {
  private static final String BYTE_ORDER_MARK = "\uFEFF"; // what some editors begin a file with

  /** Takes the lines in their order, without blanks at the end. */
  interface Reader {
    void line(String line) throws BrokenLineException;
  }

  private LineFile() {}

  /**
   * Reads the file that a setting names.
   *
   * @throws InvalidSettingException naming setting, file and line, where one is broken
   */
  static void read(Setting setting, String file, Reader reader) throws InvalidSettingException {
    int number = 0;
    for (String line : lines(setting, file)) {
      number++;
      String text = (number == 1 ? line.replaceFirst(BYTE_ORDER_MARK, "") : line).stripTrailing();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      try {
        reader.line(text);
      } catch (BrokenLineException e) {
        throw new InvalidSettingException(
            "%s names %s, whose line %d %s.".formatted(setting.key(), file, number, e.getMessage()),
            e);
      }
    }
  }

  private static List<String> lines(Setting setting, String file) throws InvalidSettingException {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (CharacterCodingException e) {
      throw unreadable(setting, file, "save it as UTF-8", e);
    } catch (IOException | InvalidPathException e) {
      throw unreadable(setting, file, e.toString(), e);
    }
  }

  private static InvalidSettingException unreadable(
      Setting setting, String file, String why, Exception cause) {
    return new InvalidSettingException(
        "%s names %s, which cannot be read: %s.".formatted(setting.key(), file, why), cause);
  }
}
