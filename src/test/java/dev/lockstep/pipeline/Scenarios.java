package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static dev.lockstep.pipeline.Policies.by;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.state.Stored;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios that the operator has to play the same way however it is run. */
final class Scenarios {
  private static final int TOO_LARGE = Stored.INLINE_BYTES_AT_MOST + 1;

  private Scenarios() {}

  static List<Scenario> all() {
    return Stream.of(
            VersionScenarios.versions(),
            VersionScenarios.bodies(),
            PatienceScenarios.patience(),
            PatienceScenarios.ends(),
            PatienceScenarios.processingTime(),
            QuarantineScenarios.culprits(),
            QuarantineScenarios.gaps(),
            ExpiryScenarios.expiry(),
            otherOrders())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Scenario> otherOrders() {
    return List.of(
        new Scenario("latest: newer wins, older is stale", by(OrderBy.LATEST))
            .arrives(event("a", 5), "applied a/5 #1 5;")
            .arrives(event("a", 3), "STALE(OLDER) a/3")
            .arrives(event("a", 9), "applied a/9 #2 5;9;")
            .arrives(event("a", 9), "DUPLICATE(SAME_VERSION) a/9")
            .arrives(event("t", new Version.Text("b")), "applied t/b #1 b;")
            .arrives(event("t", new Version.Text("a")), "STALE(OLDER) t/a")
            .end(),
        new Scenario("time: held until the watermark, released in order", by(OrderBy.TIME))
            .arrives(event("a", "late").at(30))
            .arrives(event("a", "early").at(10))
            .arrives(event("a", "twin").at(30))
            .watermark(10, "applied a/early #1 early;")
            .watermark(29)
            .watermark(30, "applied a/late #2 early;late;", "applied a/twin #3 early;late;twin;")
            .arrives(
                event("a", "after").at(29),
                "LATE(PLACE_PASSED) a/after",
                "dead letter a/after early;late;twin;")
            .arrives(event("a", "late").at(30), "DUPLICATE(SAME_ID) a/late")
            .arrives(event("a", "zero").at(30), "applied a/zero #4 early;late;twin;zero;")
            .end(),
        new Scenario("time: the end releases what is held", by(OrderBy.TIME))
            .arrives(event("a", "x").at(30).padded(TOO_LARGE))
            .end("applied a/x #1 x;"),
        new Scenario(
                "time: the limit releases on a stream that stands still",
                by(OrderBy.TIME).limit(500))
            .watermark(0)
            .arrives(event("a", "x").at(30))
            .clock(1_400)
            .arrives(event("a", "y").at(40))
            .clock(1_500, "applied a/x #1 x;")
            .clock(1_900, "applied a/y #2 x;y;")
            .end(),
        new Scenario("arrival: as it comes, once by id", by(OrderBy.ARRIVAL))
            .arrives(event("a", "y").at(30), "applied a/y #1 y;")
            .arrives(event("a", "x").at(20), "applied a/x #2 y;x;")
            .arrives(event("a", "y").at(30), "DUPLICATE(SAME_ID) a/y")
            .end());
  }
}
