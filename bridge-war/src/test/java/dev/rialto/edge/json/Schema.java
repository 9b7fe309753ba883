package dev.rialto.edge.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The schema that users get, with what each side may send. */
public final class Schema {
  /** What a client may send. */
  public static final Schema FROM_CLIENT = new Schema("fromClient");

  /** What the server may send. */
  public static final Schema FROM_SERVER = new Schema("fromServer");

  private final JsonSchema schema;

  private Schema(String side) {
    try (JsonReader reader =
        Json.createReader(Files.newBufferedReader(Path.of("src/main/webapp/json-schema.json")))) {
      JsonObject whole = reader.readObject();
      String one =
          Json.createObjectBuilder()
              .add("$schema", whole.get("$schema"))
              .add("$ref", "#/$defs/" + side)
              .add("$defs", whole.get("$defs"))
              .build()
              .toString();
      schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(one);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a text message is as it says. */
  public boolean allows(String json) {
    return schema.validate(json, InputFormat.JSON).isEmpty();
  }

  /** Fails if it isn't, and says why. */
  public void check(String json) {
    assertThat(schema.validate(json, InputFormat.JSON)).as(json).isEmpty();
  }
}
