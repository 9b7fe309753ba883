package dev.rialto.it.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.rialto.it.server.Server;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

/** What each side may say, by the schema that users get. */
enum Schema {
  FROM_CLIENT("fromClient"),
  FROM_SERVER("fromServer");

  private final JsonSchema schema;

  Schema(String side) {
    try {
      JsonNode whole =
          new ObjectMapper()
              .readTree(
                  Files.readString(
                      Server.checkout().resolve("bridge-war/src/main/webapp/json-schema.json")));
      ObjectNode one = whole.deepCopy();
      one.remove("anyOf");
      one.put("$ref", "#/$defs/" + side);
      schema =
          JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(one.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails, and says why, if that is not to be said. */
  void check(String json) {
    assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
  }
}
