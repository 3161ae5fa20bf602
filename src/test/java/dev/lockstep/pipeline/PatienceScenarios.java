package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static dev.lockstep.pipeline.Policies.by;
import static dev.lockstep.pipeline.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.List;

/** How long what is missing is waited for: in event time, in processing time, at the end. */
final class PatienceScenarios {
  private PatienceScenarios() {}

  static List<Scenario> patience() {
    return List.of(
        new Scenario("skip: patience counts from the event's time", skip())
            .watermark(0)
            .arrives(event("a", 1).at(10), "applied a/1 #1 1;")
            .arrives(event("a", 3).at(50))
            .watermark(149)
            .watermark(150, "applied a/3 #2 1;3;", "incident GAP_ABANDONED a 2..2")
            .arrives(
                event("a", 2).at(20),
                "STALE(ABANDONED_GAP) a/2",
                "dead letter a/2 1;3;",
                "incident ABANDONED_GAP_FILLED a 2..2")
            .end(),
        new Scenario("skip: an old event still gets the whole patience", skip())
            .watermark(1_000)
            .arrives(event("a", 2).at(10))
            .watermark(1_099)
            .watermark(1_100, "applied a/2 #1 2;", "incident GAP_ABANDONED a 1..1")
            .end(),
        new Scenario("skip: without a watermark, patience counts from the first one", skip())
            .arrives(event("a", 2).at(10))
            .watermark(5_000)
            .watermark(5_099)
            .watermark(5_100, "applied a/2 #1 2;", "incident GAP_ABANDONED a 1..1")
            .end(),
        new Scenario("skip: a filled gap is not given up", skip())
            .watermark(0)
            .arrives(event("a", 2).at(10))
            .watermark(50)
            .arrives(event("a", 1).at(5), "applied a/1 #1 1;", "applied a/2 #2 1;2;")
            .watermark(200)
            .end(),
        new Scenario("skip: each gap has its own patience", skip())
            .watermark(0)
            .arrives(event("a", 2).at(10))
            .watermark(60)
            .arrives(event("a", 4).at(61))
            .watermark(110, "applied a/2 #1 2;", "incident GAP_ABANDONED a 1..1")
            .watermark(160)
            .watermark(161, "applied a/4 #2 2;4;", "incident GAP_ABANDONED a 3..3")
            .end(),
        new Scenario("skip: one late watermark ends the patience of many entities", skip())
            .watermark(0)
            .arrives(event("a", 2).at(10))
            .arrives(event("b", 2).at(20))
            .watermark(
                500,
                "applied a/2 #1 2;",
                "applied b/2 #1 2;",
                "incident GAP_ABANDONED a 1..1",
                "incident GAP_ABANDONED b 1..1")
            .end(),
        new Scenario("dead-letter: what was held behind the gap is set aside", deadLetter())
            .watermark(0)
            .arrives(event("a", 1), "applied a/1 #1 1;")
            .arrives(event("a", 3).at(10))
            .arrives(event("a", 4).at(10))
            .arrives(event("a", 6).at(90))
            .watermark(
                110,
                "ABANDONED(GAP_ABANDONED) a/3",
                "ABANDONED(GAP_ABANDONED) a/4",
                "dead letter a/3 1;",
                "dead letter a/4 1;",
                "incident GAP_ABANDONED a 2..2")
            .arrives(event("a", 5).at(91), "applied a/5 #2 1;5;", "applied a/6 #3 1;5;6;")
            .end(),
        new Scenario("first seen: the lowest of the first wait begins", byVersion().firstSeen())
            .watermark(0)
            .arrives(event("a", 7).at(10))
            .arrives(event("a", 6).at(30))
            .watermark(110, "applied a/6 #1 6;", "applied a/7 #2 6;7;")
            .arrives(
                event("a", 5).at(31),
                "STALE(ABANDONED_GAP) a/5",
                "dead letter a/5 6;7;",
                "incident ABANDONED_GAP_FILLED a 5..5")
            .arrives(event("a", 8).at(111), "applied a/8 #3 6;7;8;")
            .end(),
        new Scenario("first seen: a version 0 begins at once", byVersion().firstSeen())
            .arrives(event("a", 0).at(10), "applied a/0 #1 0;")
            .end());
  }

  static List<Scenario> ends() {
    return List.of(
        new Scenario("wait holds for ever, even at the end", byVersion())
            .watermark(0)
            .arrives(event("a", 2).at(10))
            .watermark(1_000_000)
            .end()
            .check(subtask -> assertThat(subtask.held()).isEqualTo(1)),
        new Scenario("wait gives up at the end if it is told to", byVersion().skippingAtEnd())
            .watermark(0)
            .arrives(event("a", 2).at(10))
            .arrives(event("a", 5).at(10))
            .watermark(1_000_000)
            .end(
                "applied a/2 #1 2;",
                "applied a/5 #2 2;5;",
                "incident GAP_ABANDONED a 1..1",
                "incident GAP_ABANDONED a 3..4"),
        new Scenario("at the end all patience is over", skip())
            .arrives(event("a", 2).at(10))
            .end("applied a/2 #1 2;", "incident GAP_ABANDONED a 1..1"));
  }

  static List<Scenario> processingTime() {
    return List.of(
        new Scenario("the limit ends patience on a stream that stands still", skip().limit(500))
            .watermark(0)
            .arrives(event("a", 2).at(10))
            .clock(1_499)
            .clock(1_500, "applied a/2 #1 2;", "incident GAP_ABANDONED a 1..1")
            .end(),
        new Scenario("the limit begins anew when the watermark moves", skip().limit(500))
            .arrives(event("a", 2).at(1_000_000))
            .clock(1_400)
            .watermark(10)
            .clock(1_899)
            .clock(1_900, "applied a/2 #1 2;", "incident GAP_ABANDONED a 1..1")
            .end(),
        new Scenario("downtime is never taken for waiting", skip().limit(500))
            .watermark(0)
            .arrives(event("a", 2).at(10))
            .downUntil(90_000)
            .clock(90_499)
            .clock(90_500, "applied a/2 #1 2;", "incident GAP_ABANDONED a 1..1")
            .end(),
        new Scenario("a gap filled before the limit leaves nothing behind", skip().limit(500))
            .arrives(event("a", 2).at(10))
            .arrives(event("a", 1).at(10), "applied a/1 #1 1;", "applied a/2 #2 1;2;")
            .clock(5_000)
            .check(subtask -> assertThat(subtask.processingTimeTimers()).isZero())
            .end(),
        new Scenario("a restored job still knows the watermark", by(OrderBy.TIME))
            .watermark(100)
            .downUntil(90_000)
            .arrives(event("a", "x").at(100), "applied a/x #1 x;")
            .arrives(event("a", "y").at(101))
            .watermark(50)
            .watermark(101, "applied a/y #2 x;y;")
            .end(),
        new Scenario("patience goes on where it was, after a restart", skip())
            .watermark(1_000)
            .arrives(event("a", 2).at(10))
            .downUntil(90_000)
            .watermark(900)
            .watermark(1_099)
            .watermark(1_100, "applied a/2 #1 2;", "incident GAP_ABANDONED a 1..1")
            .end());
  }

  private static Policies skip() {
    return byVersion().onGap(OnGap.SKIP);
  }

  private static Policies deadLetter() {
    return byVersion().onGap(OnGap.DEAD_LETTER);
  }
}
