package dev.lockstep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class VariablesTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of("NAME", "orders", "HELD", "7", "EMPTY", "", "ODD", "$1 ${NAME} \\");

  @Test
  void aVariableIsReplacedByItsValue() {
    assertThat(propertyOf("${NAME}")).isEqualTo("orders");
    assertThat(propertyOf("a-${NAME}-${HELD}-z")).isEqualTo("a-orders-7-z");
  }

  @Test
  void itMayBeANumber() {
    JobSpec spec = spec("order: {hold-at-most: \"${HELD}\"}");

    assertThat(spec.order().holdAtMost()).isEqualTo(7);
  }

  @Test
  void theDefaultStandsInForWhatIsNotSetOrEmpty() {
    assertThat(propertyOf("${NONE:-other}")).isEqualTo("other");
    assertThat(propertyOf("${EMPTY:-other}")).isEqualTo("other");
    assertThat(propertyOf("${NONE:-}")).isEmpty();
    assertThat(propertyOf("${NAME:-other}")).isEqualTo("orders");
  }

  @Test
  void whatIsSetToNothingIsNothing() {
    assertThat(propertyOf("[${EMPTY}]")).isEqualTo("[]");
  }

  @Test
  void aValueIsNotLookedThroughForVariables() {
    assertThat(propertyOf("${ODD}")).isEqualTo("$1 ${NAME} \\");
  }

  @Test
  void aDoubledDollarSignEscapes() {
    assertThat(propertyOf("$${NAME} $ $$ {NAME}")).isEqualTo("${NAME} $ $$ {NAME}");
  }

  @Test
  void aMissingVariableIsAProblem() {
    String yaml = "name: orders\nevent: {entity: /id, version: \"/${V}\"}";

    assertThat(SpecParser.parse(yaml, List.of(), ENVIRONMENT).problems())
        .singleElement()
        .satisfies(
            problem -> {
              assertThat(problem.at()).hasToString("2:31");
              assertThat(problem.path()).isEqualTo("event.version");
              assertThat(problem.message()).isEqualTo("the environment variable `V` is not set");
            });
  }

  @Test
  void theyAreReplacedInValuesOfTheCommandLineToo() {
    String yaml = "name: orders\nevent: {entity: /id, version: /v}";
    JobSpec spec = SpecParser.parse(yaml, List.of("name=x-${NAME}"), ENVIRONMENT).spec();

    assertThat(Objects.requireNonNull(spec).name()).isEqualTo("x-orders");
  }

  private static String propertyOf(String text) {
    return spec("flink: {properties: {text: '" + text + "'}}").flink().properties().get("text");
  }

  private static JobSpec spec(String more) {
    String yaml = "name: orders\nevent: {entity: /id, version: /v}\n" + more;
    return Objects.requireNonNull(SpecParser.parse(yaml, List.of(), ENVIRONMENT).spec());
  }
}
