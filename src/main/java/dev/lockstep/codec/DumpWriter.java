package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.StringWriter;

/** A line of a dump that is put together value by value. */
public final class DumpWriter {
  private static final JsonFactory JSON = new JsonFactory();

  private final StringWriter line = new StringWriter();
  private final JsonGenerator json;

  /** A line without fields. */
  public DumpWriter() throws IOException {
    json = JSON.createGenerator(line);
    json.writeStartObject();
  }

  /** The value that comes next is of this field. */
  public DumpWriter field(String name) throws IOException {
    json.writeFieldName(name);
    return this;
  }

  /** No value. */
  public void none() throws IOException {
    json.writeNull();
  }

  /** True or false. */
  public void truth(boolean value) throws IOException {
    json.writeBoolean(value);
  }

  /** A number, digit by digit. */
  public void number(String digits) throws IOException {
    json.writeNumber(digits);
  }

  /** A text. */
  public void text(String text) throws IOException {
    json.writeString(text);
  }

  /** A value that is JSON already; it is looked at, so that nothing else comes in with it. */
  public void json(String value) throws IOException {
    if (!isOne(value)) {
      throw new IOException("its state is not one JSON value");
    }
    json.writeRawValue(value);
  }

  private static boolean isOne(String value) throws IOException {
    try (JsonParser parser = JSON.createParser(value)) {
      parser.nextToken();
      parser.skipChildren();
      return parser.nextToken() == null;
    } catch (JsonProcessingException broken) {
      return false;
    }
  }

  /** The fields that follow are fields of the value, until it ends. */
  public void beginObject() throws IOException {
    json.writeStartObject();
  }

  /** All its fields are there. */
  public void endObject() throws IOException {
    json.writeEndObject();
  }

  /** The values that follow are elements, until the list ends. */
  public void beginList() throws IOException {
    json.writeStartArray();
  }

  /** All its elements are there. */
  public void endList() throws IOException {
    json.writeEndArray();
  }

  /** The line; what is wrong with it is in the message. */
  public DumpLine end() throws IOException {
    json.writeEndObject();
    json.close();
    return DumpLine.of(line.toString());
  }
}
