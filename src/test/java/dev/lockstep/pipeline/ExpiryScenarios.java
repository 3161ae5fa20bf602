package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static dev.lockstep.pipeline.Policies.by;
import static dev.lockstep.pipeline.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.List;

/** Entities that shrink when nothing happens to them any more. */
final class ExpiryScenarios {
  private ExpiryScenarios() {}

  static List<Scenario> expiry() {
    return List.of(
        new Scenario("expiry: a silent entity shrinks, and its sequence goes on", expiring())
            .arrives(event("a", 1).at(10), "applied a/1 #1 1;")
            .watermark(1_009)
            .arrives(event("a", 1).at(10), "DUPLICATE(SAME_VERSION) a/1")
            .watermark(1_010)
            .arrives(event("a", 1).at(10), "STALE(BEYOND_MEMORY) a/1")
            .arrives(event("a", 2).at(1_011), "applied a/2 #2 2;")
            .end(),
        new Scenario("expiry: each event puts it off", expiring())
            .arrives(event("a", 1).at(10), "applied a/1 #1 1;")
            .arrives(event("a", 2).at(500), "applied a/2 #2 1;2;")
            .watermark(1_499)
            .arrives(event("a", 3).at(1_400), "applied a/3 #3 1;2;3;")
            .watermark(2_399)
            .arrives(event("a", 3).at(1_400), "DUPLICATE(SAME_VERSION) a/3")
            .watermark(2_400)
            .arrives(event("a", 3).at(1_400), "STALE(BEYOND_MEMORY) a/3")
            .check(subtask -> assertThat(subtask.eventTimeTimers()).isZero())
            .end(),
        new Scenario("expiry: what holds an event stays whole", expiring())
            .arrives(event("a", 1).at(10), "applied a/1 #1 1;")
            .arrives(event("a", 3).at(20))
            .watermark(5_000)
            .arrives(event("a", 2).at(15), "applied a/2 #2 1;2;", "applied a/3 #3 1;2;3;")
            .watermark(5_001)
            .arrives(event("a", 3).at(20), "STALE(BEYOND_MEMORY) a/3")
            .end(),
        new Scenario("expiry: the end of a bounded input expires nothing", expiring())
            .arrives(event("a", 1).at(10), "applied a/1 #1 1;")
            .end(),
        new Scenario(
                "expiry: by time, what is not newer is old", by(OrderBy.TIME).residueAfter(100))
            .arrives(event("a", "x").at(10))
            .watermark(10, "applied a/x #1 x;")
            .watermark(110)
            .arrives(event("a", "x").at(10), "STALE(BEYOND_MEMORY) a/x")
            .arrives(event("a", "y").at(111))
            .watermark(111, "applied a/y #2 y;")
            .end());
  }

  private static Policies expiring() {
    return byVersion().residueAfter(1_000);
  }
}
