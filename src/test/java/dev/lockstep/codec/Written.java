package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.event.Bytes;
import dev.lockstep.json.Utf8;

/** Lines as somebody else reads them: every number exactly. */
final class Written {
  /** A text of all that has to be escaped, and more. */
  static final String NASTY = "é✓𝄞 \"\\\n\r\t\u0000\u2028\u007f/";

  private static final JsonMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Written() {}

  /** The line, which is one line of UTF-8 and one document. */
  static JsonNode read(Bytes line) {
    assertThat(line.utf8()).doesNotContain("\n", "\r");
    assertThat(Utf8.isValid(line)).isTrue();
    return tree(line.utf8());
  }

  static JsonNode tree(String json) {
    try {
      return EXACT.readTree(json);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + json, e);
    }
  }
}
