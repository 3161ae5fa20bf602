package dev.lockstep.reduce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.event.Bytes;
import dev.lockstep.reconcile.Reducer;
import dev.lockstep.reduce.FieldFold.Distinct;
import dev.lockstep.reduce.FieldFold.Max;
import dev.lockstep.reduce.FieldFold.Min;
import dev.lockstep.reduce.FieldFold.Sum;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Reducers against plain arithmetic and a plain reading of the RFC. */
final class ExactnessTest {
  private static final Reducer FOLDS = Reducing.of(new Reduction.Fields(folds()));
  private static final Reducer PATCH = Reducing.of(new Reduction.Patch());

  private static Map<String, FieldFold> folds() {
    Map<String, FieldFold> folds = new LinkedHashMap<>();
    folds.put("sum", new Sum("/a", Set.of()));
    folds.put("max", new Max("/a"));
    folds.put("min", new Min("/a"));
    folds.put("set", new Distinct("/a"));
    return folds;
  }

  @Provide
  Arbitrary<List<BigDecimal>> decimals() {
    return Arbitraries.bigDecimals()
        .between(new BigDecimal("-1e30"), new BigDecimal("1e30"))
        .ofScale(6)
        .flatMap(each -> Arbitraries.of(each, each.setScale(2, RoundingMode.DOWN)))
        .list()
        .ofMinSize(1)
        .ofMaxSize(12);
  }

  private static JsonNode fold(List<BigDecimal> values) {
    return ExactJson.read(Bytes.utf8(text(values)));
  }

  private static String text(List<BigDecimal> values) {
    return Reducing.foldAll(FOLDS, values.stream().map(each -> "{\"a\":" + each + "}").toList());
  }

  @Property(tries = 500)
  void foldsAgreeWithBigDecimal(@ForAll("decimals") List<BigDecimal> values) {
    JsonNode state = fold(values);
    BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(state.get("sum").decimalValue()).isEqualTo(sum);
    assertThat(state.get("max").decimalValue()).isEqualByComparingTo(Collections.max(values));
    assertThat(state.get("min").decimalValue()).isEqualByComparingTo(Collections.min(values));
    List<BigDecimal> set = new ArrayList<>();
    state.get("set").forEach(each -> set.add(each.decimalValue()));
    assertThat(set)
        .usingElementComparator(BigDecimal::compareTo)
        .containsExactlyElementsOf(new TreeSet<>(values));
  }

  @Property(tries = 300)
  void foldsGiveTheSameBytesInAnyOrder(
      @ForAll("decimals") List<BigDecimal> values, @ForAll long seed) {
    List<BigDecimal> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));
    assertThat(text(shuffled)).isEqualTo(text(values));
  }

  @Property(tries = 1_000)
  void aPatchDoesWhatANaiveTreeDoes(@ForAll long seed) {
    Random random = new Random(seed);
    JsonNode state = tree(random, 4);
    JsonNode patch = tree(random, 4);
    Bytes after =
        PATCH.apply(ExactJson.write(state), Reducing.event("T", ExactJson.write(patch).utf8()));
    assertThat(ExactJson.read(after)).isEqualTo(naive(state, patch));
  }

  /** The pseudocode of the RFC, written with new trees throughout. */
  private static JsonNode naive(JsonNode target, JsonNode patch) {
    if (!patch.isObject()) {
      return patch;
    }
    ObjectNode result = JsonNodeFactory.instance.objectNode();
    if (target != null && target.isObject()) {
      target
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!patch.has(name)) {
                  result.set(name, target.get(name));
                }
              });
    }
    patch
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!patch.get(name).isNull()) {
                JsonNode old = target != null && target.isObject() ? target.get(name) : null;
                result.set(name, naive(old, patch.get(name)));
              }
            });
    return result;
  }

  private static JsonNode tree(Random random, int depth) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    return switch (random.nextInt(depth > 0 ? 8 : 4)) {
      case 0 -> nodes.nullNode();
      case 1 -> nodes.textNode("é" + random.nextInt(3));
      case 2 -> DecimalNode.valueOf(new BigDecimal("12.10"));
      case 3 -> nodes.arrayNode().addNull().add(random.nextInt(3));
      default -> {
        ObjectNode object = nodes.objectNode();
        for (int i = random.nextInt(4); i > 0; i--) {
          object.set("n" + random.nextInt(4), tree(random, depth - 1));
        }
        yield object;
      }
    };
  }
}
