package dev.lockstep.reduce;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.event.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;

/** JSON as trees and back, without a double anywhere: {@code 12.10} stays {@code 12.10}. */
final class ExactJson {
  /** How many digits a number of the state may have when it is written out, before and after. */
  static final int DIGITS_AT_MOST = 1_000;

  private static final int NUMBER_LENGTH_AT_MOST = DIGITS_AT_MOST + 100;

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(NUMBER_LENGTH_AT_MOST)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private ExactJson() {}

  /** The tree of a document; what is none is an {@link IllegalArgumentException}. */
  static JsonNode read(Bytes json) {
    try {
      JsonNode node = MAPPER.readTree(json.array(), json.offset(), json.length());
      if (node.isMissingNode()) {
        throw new IllegalArgumentException("no JSON where JSON is needed: there are no bytes");
      }
      return node;
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException("reading an array", e);
    }
  }

  /** The compact document of a tree. */
  static Bytes write(JsonNode node) {
    try {
      return Bytes.of(MAPPER.writeValueAsBytes(node));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
    }
  }
}
