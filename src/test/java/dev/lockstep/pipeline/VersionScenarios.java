package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static dev.lockstep.pipeline.Events.marker;
import static dev.lockstep.pipeline.Policies.byVersion;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Version;
import dev.lockstep.state.Stored;
import java.util.List;

/** What becomes of versions, in order and out of it, and where their bodies wait. */
final class VersionScenarios {
  private static final int TOO_LARGE = Stored.INLINE_BYTES_AT_MOST + 1;

  private VersionScenarios() {}

  static List<Scenario> versions() {
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

  static List<Scenario> bodies() {
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
}
