package dev.lockstep.reduce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic of {@link FieldFold}. The order in which values come makes no difference, not even
 * to how a number is written.
 */
final class Folding {
  private Folding() {}

  static JsonNode by(FieldFold fold, @Nullable JsonNode seen, JsonNode value, String type) {
    if (fold instanceof FieldFold.Sum sum) {
      return sum(seen, value, sum.negate().contains(type));
    }
    if (fold instanceof FieldFold.Max) {
      return extreme(seen, value, 1);
    }
    if (fold instanceof FieldFold.Min) {
      return extreme(seen, value, -1);
    }
    if (fold instanceof FieldFold.Distinct) {
      return distinct(seen, value);
    }
    throw new AssertionError(fold);
  }

  private static JsonNode sum(@Nullable JsonNode seen, JsonNode value, boolean negate) {
    BigDecimal amount = number(value);
    BigDecimal before = seen == null ? BigDecimal.ZERO : number(seen);
    BigDecimal sum = negate ? before.subtract(amount) : before.add(amount);
    return DecimalNode.valueOf(written(sum.scale() < 0 ? sum.setScale(0) : sum));
  }

  private static JsonNode extreme(@Nullable JsonNode seen, JsonNode value, int sign) {
    Scalars.requireOrdered(value);
    if (seen == null) {
      return value;
    }
    if (seen.isNumber() != value.isNumber()) {
      throw new IllegalArgumentException("numbers and texts do not mix: " + Scalars.shown(value));
    }
    int order = Scalars.compare(value, seen);
    return order == 0 ? Scalars.moreDigits(seen, value) : order * sign > 0 ? value : seen;
  }

  private static JsonNode distinct(@Nullable JsonNode seen, JsonNode value) {
    Scalars.requireScalar(value);
    ArrayNode values = JsonNodeFactory.instance.arrayNode();
    @Nullable JsonNode open = value;
    if (seen != null) {
      for (JsonNode each : seen) {
        int order = open == null ? 1 : Scalars.compare(open, each);
        if (open != null && order < 0) {
          values.add(open);
          open = null;
        }
        boolean same = open != null && order == 0;
        values.add(same ? Scalars.moreDigits(each, value) : each);
        open = same ? null : open;
      }
    }
    return open == null ? values : values.add(open);
  }

  /** A number that can be added to another one without running out of memory. */
  private static BigDecimal number(JsonNode value) {
    if (!value.isNumber()) {
      throw new IllegalArgumentException("not a number: " + Scalars.shown(value));
    }
    return written(value.decimalValue());
  }

  private static BigDecimal written(BigDecimal number) {
    long before = Math.max((long) number.precision() - number.scale(), 1);
    long after = Math.max(number.scale(), 0);
    if (before + after > ExactJson.DIGITS_AT_MOST) {
      throw new IllegalArgumentException(
          "a number of " + (before + after) + " digits, at most " + ExactJson.DIGITS_AT_MOST);
    }
    return number;
  }
}
