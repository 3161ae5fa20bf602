package dev.lockstep.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.state.Tally;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a run came to, as a program reads it. */
final class RunSummaryTest {
  @Test
  void whatIsParkedIsCountedAmongWhatIsHeld() throws Exception {
    Tally tally = new Tally(Map.of(Tally.RECEIVED, 9L, Tally.HELD, 5L, Tally.PARKED, 2L));
    JsonNode summary = new ObjectMapper().readTree(new RunSummary("orders", tally, 1).json());
    assertThat(summary.path("held").asInt()).isEqualTo(5);
    assertThat(summary.path("parked").asInt()).isEqualTo(2);
  }
}
