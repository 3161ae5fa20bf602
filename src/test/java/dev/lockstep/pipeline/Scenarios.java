package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static dev.lockstep.pipeline.Events.marker;
import static dev.lockstep.pipeline.Policies.by;
import static dev.lockstep.pipeline.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.state.Stored;
import java.util.List;
import java.util.stream.Stream;

/** The scenarios that the operator has to play the same way however it is run. */
final class Scenarios {
  private static final int TOO_LARGE = Stored.INLINE_BYTES_AT_MOST + 1;

  private Scenarios() {}

  static List<Scenario> all() {
    return Stream.of(versions(), patience(), ends(), processingTime(), bodies(), otherOrders())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Scenario> versions() {
    return List.of(
        new Scenario("in order, every event is applied as it comes", byVersion())
            .arrives(event("a", 1), "applied a/1 #1 1;")
            .arrives(event("b", 1), "applied b/1 #1 1;")
            .arrives(event("a", 2), "applied a/2 #2 1;2;")
            .end(),
        new Scenario("what is ahead waits for what is missing", byVersion())
            .arrives(event("a", 3))
            .arrives(event("a", 2))
            .arrives(event("a", 5))
            .arrives(
                event("a", 1), "applied a/1 #1 1;", "applied a/2 #2 1;2;", "applied a/3 #3 1;2;3;")
            .arrives(event("a", 4), "applied a/4 #4 1;2;3;4;", "applied a/5 #5 1;2;3;4;5;")
            .end(),
        new Scenario("the same again is a duplicate, held or applied", byVersion())
            .arrives(event("a", 2))
            .arrives(event("a", 2).id("stamped anew"), "DUPLICATE(SAME_VERSION) a/2")
            .arrives(event("a", 1), "applied a/1 #1 1;", "applied a/2 #2 1;2;")
            .arrives(event("a", 2), "DUPLICATE(SAME_VERSION) a/2")
            .arrives(event("a", 1), "DUPLICATE(SAME_VERSION) a/1")
            .end(),
        new Scenario("another content for one version is a conflict", byVersion())
            .arrives(event("a", 1), "applied a/1 #1 1;")
            .arrives(
                event("a", 1).says("else").id("else"),
                "CONFLICT(SAME_VERSION_OTHER_CONTENT) a/1",
                "dead letter a/1 1;",
                "incident CONFLICT a 1..1")
            .end(),
        new Scenario("what is not believed leaves nothing behind", byVersion())
            .arrives(
                event("a", 5_000_000),
                "MALFORMED(VERSION_JUMP) a/5000000",
                "dead letter a/5000000 nothing",
                "incident VERSION_JUMP a 5000000..5000000")
            .check(subtask -> assertThat(subtask.entities()).isEmpty())
            .end(),
        new Scenario("what the reducer fails on settles its version", byVersion())
            .arrives(event("a", 2).says("!"))
            .arrives(
                event("a", 1),
                "applied a/1 #1 1;",
                "REJECTED(REDUCER_FAILED) a/2",
                "dead letter a/2 1;")
            .arrives(event("a", 3), "applied a/3 #2 1;3;")
            .end(),
        new Scenario("a delete leaves a grave that nothing stale opens", byVersion())
            .arrives(event("a", 1), "applied a/1 #1 1;")
            .arrives(event("a", 3).deletes())
            .arrives(event("a", 2), "applied a/2 #2 1;2;", "applied a/3 #3 deleted")
            .arrives(event("a", 2), "DUPLICATE(SAME_VERSION) a/2")
            .arrives(event("a", 4), "applied a/4 #4 4;")
            .end(),
        new Scenario("a full buffer gives up its highest place", byVersion().holding(2))
            .arrives(event("a", 3))
            .arrives(event("a", 5))
            .arrives(
                event("a", 4),
                "OVERFLOW(BUFFER_FULL) a/5",
                "dead letter a/5 nothing",
                "incident OVERFLOW a 5..5")
            .arrives(
                event("a", 6),
                "OVERFLOW(BUFFER_FULL) a/6",
                "dead letter a/6 nothing",
                "incident OVERFLOW a 6..6")
            .arrives(event("a", 1), "applied a/1 #1 1;")
            .arrives(
                event("a", 2),
                "applied a/2 #2 1;2;",
                "applied a/3 #3 1;2;3;",
                "applied a/4 #4 1;2;3;4;")
            .arrives(event("a", 5), "applied a/5 #5 1;2;3;4;5;")
            .end(),
        new Scenario("a marked place settles without an output", byVersion())
            .arrives(marker("a", 2))
            .arrives(event("a", 3))
            .arrives(event("a", 1), "applied a/1 #1 1;", "applied a/3 #2 1;3;")
            .arrives(marker("a", 4))
            .arrives(event("a", 5), "applied a/5 #3 1;3;5;")
            .end(),
        new Scenario(
                "a restart begins anew and gives up what was held",
                byVersion().restartOn("Created"))
            .arrives(event("a", 1).at(10), "applied a/1 #1 1;")
            .arrives(event("a", 2).at(11), "applied a/2 #2 1;2;")
            .arrives(event("a", 4).at(12))
            .arrives(
                event("a", 1).type("Created").id("anew").says("new").at(20),
                "applied a/1 #3 new;",
                "ABANDONED(RESTARTED) a/4",
                "dead letter a/4 1;2;",
                "incident RESTARTED a 2..1")
            .arrives(event("a", 2).at(21).id("second"), "applied a/2 #4 new;2;")
            .end(),
        new Scenario("pairs: a higher epoch follows when nothing is held below", byVersion())
            .arrives(event("a", new Version.Pair(0, 1)), "applied a/0.1 #1 0.1;")
            .arrives(event("a", new Version.Pair(1, 2)))
            .arrives(
                event("a", new Version.Pair(1, 1)),
                "applied a/1.1 #2 0.1;1.1;",
                "applied a/1.2 #3 0.1;1.1;1.2;")
            .arrives(event("a", new Version.Pair(0, 2)), "STALE(ENDED_EPOCH) a/0.2")
            .end());
  }

  private static List<Scenario> patience() {
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

  private static List<Scenario> ends() {
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

  private static List<Scenario> processingTime() {
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

  private static List<Scenario> bodies() {
    return List.of(
        new Scenario("large bodies go to the map and come back", byVersion())
            .arrives(event("a", 2).padded(TOO_LARGE))
            .arrives(event("a", 3))
            .arrives(event("a", 4).padded(TOO_LARGE))
            .check(subtask -> assertThat(subtask.spilled("a")).hasSize(2))
            .check(subtask -> assertThat(subtask.inline("a")).hasSize(1))
            .arrives(
                event("a", 1).padded(TOO_LARGE),
                "applied a/1 #1 1;",
                "applied a/2 #2 1;2;",
                "applied a/3 #3 1;2;3;",
                "applied a/4 #4 1;2;3;4;")
            .check(subtask -> assertThat(subtask.spilled("a")).isEmpty())
            .end(),
        new Scenario("bodies that are small alone and large together spill", byVersion())
            .arrives(event("a", 2).padded(1_500))
            .arrives(event("a", 3).padded(1_500))
            .arrives(event("a", 4).padded(1_500))
            .check(subtask -> assertThat(subtask.spilled("a")).hasSize(1))
            .arrives(
                event("a", 1),
                "applied a/1 #1 1;",
                "applied a/2 #2 1;2;",
                "applied a/3 #3 1;2;3;",
                "applied a/4 #4 1;2;3;4;")
            .end(),
        new Scenario("long ids count among the bytes that are kept with an entity", byVersion())
            .arrives(event("a", 2).id("2".repeat(1_500)))
            .arrives(event("a", 3).id("3".repeat(1_500)))
            .arrives(event("a", 4).id("4".repeat(1_500)))
            .check(subtask -> assertThat(subtask.spilled("a")).hasSize(1))
            .arrives(
                event("a", 1),
                "applied a/1 #1 1;",
                "applied a/2 #2 1;2;",
                "applied a/3 #3 1;2;3;",
                "applied a/4 #4 1;2;3;4;")
            .end(),
        new Scenario("a large body may overflow as it comes", byVersion().holding(1))
            .arrives(event("a", 2).padded(TOO_LARGE))
            .arrives(
                event("a", 3).padded(TOO_LARGE),
                "OVERFLOW(BUFFER_FULL) a/3",
                "dead letter a/3 nothing",
                "incident OVERFLOW a 3..3")
            .check(subtask -> assertThat(subtask.spilled("a")).hasSize(1))
            .arrives(event("a", 1), "applied a/1 #1 1;", "applied a/2 #2 1;2;")
            .end());
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

  private static Policies skip() {
    return byVersion().onGap(OnGap.SKIP);
  }

  private static Policies deadLetter() {
    return byVersion().onGap(OnGap.DEAD_LETTER);
  }
}
