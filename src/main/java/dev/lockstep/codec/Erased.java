package dev.lockstep.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.lockstep.event.Bytes;
import dev.lockstep.json.Utf8;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * JSON with the values at some pointers replaced, however often their names are given. Every other
 * byte stays; a null is no value.
 *
 * @param json what is left
 * @param secrets what was taken out
 */
record Erased(Bytes json, Secrets secrets) {
  static final String WORD = "[redacted]";
  static final Bytes WORD_AS_JSON = Bytes.utf8('"' + WORD + '"');

  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.CHARSET_DETECTION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(ReadLimits.DEEPEST)
                  .maxNumberLength(1 << 20)
                  .maxStringLength(1 << 28)
                  .build())
          .build();

  /**
   * One JSON document without the values at the pointers.
   *
   * @throws IOException when it is none, and so nothing in it can be found
   */
  static Erased of(Bytes document, List<String> pointers) throws IOException {
    if (!Utf8.isValid(document)) {
      throw new IOException("not UTF-8");
    }
    Bytes json = Utf8.withoutMark(document);
    PointerNode root = new PointerNode();
    pointers.forEach(pointer -> root.add(new Found(pointer, false)));
    try (JsonParser parser = JSON.createParser(json.array(), json.offset(), json.length())) {
      Scan scan = new Scan(parser, json);
      if (parser.nextToken() == null) {
        throw new IOException("nothing but space");
      }
      scan.value(root);
      if (parser.nextToken() != null) {
        throw new IOException("more than one value");
      }
      return scan.end(document);
    }
  }

  /** One pass over the document. */
  private static final class Scan {
    private final JsonParser parser;
    private final Bytes json;
    private final ByteArrayOutputStream left = new ByteArrayOutputStream();
    private final Secrets secrets = new Secrets();
    private int copied;

    Scan(JsonParser parser, Bytes json) {
      this.parser = parser;
      this.json = json;
    }

    void value(@Nullable PointerNode node) throws IOException {
      if (node == null) {
        parser.skipChildren();
      } else if (node.found.length > 0 && parser.currentToken() != JsonToken.VALUE_NULL) {
        erase();
      } else if (parser.currentToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
          PointerNode child = node.field(parser.currentName());
          parser.nextToken();
          value(child);
        }
      } else if (parser.currentToken() == JsonToken.START_ARRAY) {
        for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
          value(node.element(i));
        }
      }
    }

    private void erase() throws IOException {
      int from = (int) parser.currentTokenLocation().getByteOffset();
      int depth = 0;
      do {
        JsonToken token = parser.currentToken();
        if (token.isScalarValue()) {
          keepSecret();
        }
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
      } while (depth > 0 && parser.nextToken() != null);
      int to = Math.min((int) parser.currentLocation().getByteOffset(), json.length());
      copyUpTo(from);
      left.writeBytes(WORD_AS_JSON.toByteArray());
      copied = to;
    }

    /** As it is written, and as it reads. */
    private void keepSecret() throws IOException {
      int from = (int) parser.currentTokenLocation().getByteOffset();
      secrets.add(parser.getText());
      int to = Math.min((int) parser.currentLocation().getByteOffset(), json.length());
      String written = json.slice(from, to - from).utf8().strip();
      secrets.add(written.startsWith("\"") ? written.substring(1, written.length() - 1) : written);
    }

    private void copyUpTo(int end) {
      left.write(json.array(), json.offset() + copied, end - copied);
    }

    Erased end(Bytes document) {
      if (secrets.isEmpty() && copied == 0) {
        return new Erased(document, secrets);
      }
      copyUpTo(json.length());
      return new Erased(Bytes.utf8(left.toString(StandardCharsets.UTF_8)), secrets);
    }
  }
}
