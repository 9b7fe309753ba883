package dev.rialto.edge.json;

import jakarta.json.JsonValue;

/**
 * What can't be done as it was asked.
 *
 * @param id of the request, or {@code null}
 * @param code stays the same, for programs
 * @param sentence for people
 */
public record Refusal(JsonValue id, String code, String sentence) implements ClientMessage {}
