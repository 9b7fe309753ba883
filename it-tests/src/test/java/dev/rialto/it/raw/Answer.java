package dev.rialto.it.raw;

import java.util.List;
import java.util.Optional;

/**
 * What the server answers to an HTTP request.
 *
 * @param status such as 101
 * @param headers the lines, as they came
 * @param body empty after 101
 * @param firstRead how many bytes the first read from the socket brought
 * @param headSize how many bytes status line and headers are, with the empty line
 */
public record Answer(int status, List<String> headers, String body, int firstRead, int headSize) {

  /** The values of a header, one for each line. */
  public List<String> values(String name) {
    return headers.stream()
        .filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  /** The value of a header that comes at most once. */
  public Optional<String> value(String name) {
    List<String> values = values(name);
    if (values.size() > 1) {
      throw new AssertionError(name + " came " + values.size() + " times: " + values);
    }
    return values.stream().findFirst();
  }
}
