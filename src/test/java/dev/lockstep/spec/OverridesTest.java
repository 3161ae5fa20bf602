package dev.lockstep.spec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.SpecParser.Parsed;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OverridesTest {
  private static final String SMALLEST = Specs.good("smallest");

  @Test
  void aValueOfTheCommandLineIsReadAsYaml() {
    JobSpec spec = set("event.version=[/epoch, /number]", "flink={parallelism: 3}");

    assertThat(spec.event().version().pointers()).containsExactly("/epoch", "/number");
    assertThat(spec.flink().parallelism()).isEqualTo(3);
  }

  @Test
  void itTakesThePlaceOfWhatTheFileSays() {
    assertThat(set("name=other").name()).isEqualTo("other");
  }

  @Test
  void theLastOneWins() {
    JobSpec spec = set("order.on-gap=skip", "order.wait=1m", "order.wait=1m5s");

    assertThat(spec.order().waitFor()).isEqualTo(Duration.ofSeconds(65));
  }

  @Test
  void aValueOfNothingBringsTheDefaultBack() {
    assertThat(set("order.hold-at-most=7", "order.hold-at-most=").order().holdAtMost())
        .isEqualTo(1_000);
  }

  @Test
  void whatFollowsPropertiesIsOneKey() {
    assertThat(set("flink.properties.state.backend.local-recovery=true").flink().properties())
        .isEqualTo(Map.of("state.backend.local-recovery", "true"));
  }

  @Test
  void theRestOfTheFileStays() {
    JobSpec spec = Specs.spec(SMALLEST);
    JobSpec overridden = set("delivery=at-least-once");

    assertThat(overridden.event()).isEqualTo(spec.event());
    assertThat(overridden.order()).isEqualTo(spec.order());
    assertThat(overridden.name()).isEqualTo(spec.name());
  }

  @Test
  void problemsAreToldAtTheOption() {
    Parsed parsed =
        Specs.parse(
            SMALLEST,
            "order.wiat=10s",
            "order.hold-at-most=lots",
            "order.on-gap=[skip",
            "name.first=x",
            "=1",
            "order",
            "a..b=c");

    assertThat(Specs.listed(parsed))
        .isEqualTo(
            """
            --set  error: not of the form KEY=VALUE
                such as `--set order.wait=10s`
            --set a..b error: not of the form KEY=VALUE
                such as `--set order.wait=10s`
            --set name.first error: `first` would lie under one value
                set the value as a whole
            --set order error: not of the form KEY=VALUE
                such as `--set order.wait=10s`
            --set order.hold-at-most error: `hold-at-most` is `lots`, not a whole number
            --set order.on-gap error: not YAML: expected ',' or ']', but got <stream end>
                is a closing bracket or a comma missing?
            --set order.wiat error: `wiat` is not a key under `order`
                did you mean `wait`?
            """);
  }

  @Test
  void aWrongValueOfTheFileIsNoProblemOnceItIsOverridden() {
    assertThat(Specs.parse("name: a b\nevent: {entity: /id, version: /v}", "name=ab").problems())
        .isEmpty();
  }

  private static JobSpec set(String... assignments) {
    Parsed parsed = Specs.parse(SMALLEST, assignments);
    return Objects.requireNonNull(parsed.spec(), () -> Specs.listed(parsed));
  }
}
