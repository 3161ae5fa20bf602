package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Bench.at;
import static dev.lockstep.reconcile.Bench.under;
import static dev.lockstep.reconcile.Bench.v;
import static dev.lockstep.reconcile.Policies.byVersion;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.APPLIED;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.DUPLICATE;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.FAILS;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.HELD;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.JUMP;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.LATE;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.OVERFLOW;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.RESTART;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.SAME_ID;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.SAME_VERSION;
import static dev.lockstep.reconcile.VerdictTableTest.Condition.STALE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.simulate.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The order of questions, by all pairs: for each two conditions of a mode there is an event that
 * meets both, and the first wins; or it is said why no event can.
 */
final class VerdictTableTest {
  private static final String JUMP_OF = " MALFORMED(VERSION_JUMP) dead";
  private static final String OTHER = " CONFLICT(SAME_VERSION_OTHER_CONTENT) dead";
  private static final String FORK = " CONFLICT(SAME_ID) dead";
  private static final String SAME = " DUPLICATE(SAME_VERSION)";
  private static final String FAILED = " REJECTED(REDUCER_FAILED) dead";

  /** What can be true of an event, in the order in which it is asked. */
  enum Condition {
    JUMP,
    RESTART,
    DUPLICATE,
    SAME_VERSION,
    SAME_ID,
    STALE,
    LATE,
    OVERFLOW,
    HELD,
    FAILS,
    APPLIED
  }

  /** Two conditions, and the proof that the first wins or the reason why they never meet. */
  private record Pair(Condition first, Condition second, Runnable proof, String never) {
    String name() {
      return first + " before " + second + (never.isEmpty() ? "" : ": never both, " + never);
    }
  }

  private static Pair pair(Condition first, Condition second, Runnable proof) {
    return new Pair(first, second, proof, "");
  }

  private static Pair never(Condition first, Condition second, String reason) {
    return new Pair(first, second, () -> {}, reason);
  }

  /** The pairs, after a check that none is missing, none doubled and each in the table's order. */
  private static Stream<DynamicTest> all(List<Condition> conditions, List<Pair> pairs) {
    List<String> wanted = new ArrayList<>();
    for (int i = 0; i < conditions.size(); i++) {
      for (int j = i + 1; j < conditions.size(); j++) {
        wanted.add(conditions.get(i) + " before " + conditions.get(j));
      }
    }
    List<String> given =
        pairs.stream().map(each -> each.first() + " before " + each.second()).toList();
    DynamicTest complete =
        DynamicTest.dynamicTest(
            "all pairs are here",
            () -> assertThat(given).containsExactlyInAnyOrderElementsOf(wanted));
    return Stream.concat(
        Stream.of(complete),
        pairs.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> each.proof().run())));
  }

  /** Versions 1 to 3 are applied; any number more than 10 above is a jump. */
  private static Bench three(Policies policies) {
    return under(policies.jumpAtMost(10))
        .arrives(v(1).type("Start"), "1 APPLIED")
        .arrives(v(2), "2 APPLIED")
        .arrives(v(3), "3 APPLIED");
  }

  private static Bench three() {
    return three(byVersion());
  }

  /** The same, and a full buffer of one. */
  private static Bench full() {
    return three(byVersion().holdAtMost(1)).arrives(v(7));
  }

  private static String incident(Incident.Kind kind, long version) {
    return "incident " + kind + " " + version;
  }

  private static String conflict(long version) {
    return incident(Incident.Kind.CONFLICT, version);
  }

  private static String jump(long version) {
    return incident(Incident.Kind.VERSION_JUMP, version);
  }

  @TestFactory
  Stream<DynamicTest> byVersionTheFirstWins() {
    List<Pair> pairs = new ArrayList<>(jumps());
    pairs.addAll(restarts());
    pairs.addAll(knownVersions());
    pairs.addAll(forksAndStale());
    pairs.addAll(ends());
    return all(
        List.of(
            JUMP, RESTART, DUPLICATE, SAME_VERSION, SAME_ID, STALE, OVERFLOW, HELD, FAILS, APPLIED),
        pairs);
  }

  private static List<Pair> jumps() {
    Policies firstSeen = byVersion().firstSeen().jumpAtMost(10);
    String open = "a jump is open, above the settled version";
    return List.of(
        never(JUMP, RESTART, open),
        pair(
            JUMP,
            DUPLICATE,
            () ->
                under(firstSeen)
                    .arrives(v(50))
                    .arrives(v(5))
                    .arrives(v(50), 50 + JUMP_OF, jump(50))),
        pair(
            JUMP,
            SAME_VERSION,
            () ->
                under(firstSeen)
                    .arrives(v(50))
                    .arrives(v(5))
                    .arrives(v(50).text("other"), 50 + JUMP_OF, jump(50))),
        pair(JUMP, SAME_ID, () -> three().arrives(v(14).id("e-1"), 14 + JUMP_OF, jump(14))),
        never(JUMP, STALE, open),
        pair(JUMP, OVERFLOW, () -> full().arrives(v(14), 14 + JUMP_OF, jump(14)).holds("7")),
        pair(JUMP, HELD, () -> three().arrives(v(14), 14 + JUMP_OF, jump(14)).holds()),
        pair(JUMP, FAILS, () -> three().arrives(v(14).text("!"), 14 + JUMP_OF, jump(14))),
        never(JUMP, APPLIED, "what is next is not far"));
  }

  private static List<Pair> restarts() {
    Policies policies = byVersion().restartOn("Start");
    Draft again = v(1).type("Start").id("again").time(100);
    String settled = "a restart is at or below the settled version";
    return List.of(
        pair(
            RESTART,
            DUPLICATE,
            () ->
                three(policies)
                    .arrives(again, "incident RESTARTED 3..1", "1 APPLIED")
                    .hasState("1;")),
        pair(
            RESTART,
            SAME_VERSION,
            () ->
                three(policies)
                    .arrives(again.text("other"), "incident RESTARTED 3..1", "1 APPLIED")),
        never(RESTART, SAME_ID, "a known id begins nothing anew"),
        pair(
            RESTART,
            STALE,
            () ->
                three(policies.remember(1_000, 1))
                    .arrives(again, "incident RESTARTED 3..1", "1 APPLIED")),
        never(RESTART, OVERFLOW, settled),
        never(RESTART, HELD, settled),
        pair(
            RESTART,
            FAILS,
            () ->
                three(policies)
                    .arrives(again.text("!"), "incident RESTARTED 3..1", 1 + FAILED)
                    .hasState(null)),
        pair(
            RESTART,
            APPLIED,
            () -> three(policies).arrives(again, "incident RESTARTED 3..1", "1 APPLIED")));
  }

  private static List<Pair> knownVersions() {
    String once = "a version has one content in memory";
    String taken = "a known version is not next";
    return List.of(
        never(DUPLICATE, SAME_VERSION, once),
        pair(DUPLICATE, SAME_ID, () -> three().arrives(v(3).id("e-1"), 3 + SAME)),
        pair(DUPLICATE, STALE, () -> three().arrives(v(3), 3 + SAME)),
        pair(DUPLICATE, OVERFLOW, () -> full().arrives(v(7), 7 + SAME).holds("7")),
        pair(DUPLICATE, HELD, () -> three().arrives(v(5)).arrives(v(5), 5 + SAME).holds("5")),
        pair(
            DUPLICATE,
            FAILS,
            () -> three().arrives(v(4).text("!"), 4 + FAILED).arrives(v(4).text("!"), 4 + SAME)),
        never(DUPLICATE, APPLIED, taken),
        pair(
            SAME_VERSION,
            SAME_ID,
            () -> three().arrives(v(3).id("e-1").text("other"), 3 + OTHER, conflict(3))),
        pair(
            SAME_VERSION, STALE, () -> three().arrives(v(3).text("other"), 3 + OTHER, conflict(3))),
        pair(
            SAME_VERSION,
            OVERFLOW,
            () -> full().arrives(v(7).text("other"), 7 + OTHER, conflict(7)).holds("7")),
        pair(
            SAME_VERSION,
            HELD,
            () -> three().arrives(v(5)).arrives(v(5).text("other"), 5 + OTHER, conflict(5))),
        pair(SAME_VERSION, FAILS, () -> three().arrives(v(3).text("!"), 3 + OTHER, conflict(3))),
        never(SAME_VERSION, APPLIED, taken));
  }

  private static List<Pair> forksAndStale() {
    String open = "what is stale is not open";
    return List.of(
        pair(
            SAME_ID,
            STALE,
            () ->
                three(byVersion().startsAt(1).remember(1_000, 1))
                    .arrives(v(2).id("e-3"), 2 + FORK, conflict(2))),
        pair(
            SAME_ID,
            OVERFLOW,
            () -> full().arrives(v(8).id("e-1"), 8 + FORK, conflict(8)).holds("7")),
        pair(SAME_ID, HELD, () -> three().arrives(v(5).id("e-1"), 5 + FORK, conflict(5)).holds()),
        pair(
            SAME_ID, FAILS, () -> three().arrives(v(4).id("e-1").text("!"), 4 + FORK, conflict(4))),
        pair(
            SAME_ID,
            APPLIED,
            () -> three().arrives(v(4).id("e-1"), 4 + FORK, conflict(4)).hasState("1;2;3;")),
        never(STALE, OVERFLOW, open),
        never(STALE, HELD, open),
        pair(
            STALE,
            FAILS,
            () ->
                three(byVersion().remember(1_000, 1))
                    .arrives(v(1).text("!"), "1 STALE(BEYOND_MEMORY)")),
        never(STALE, APPLIED, open));
  }

  private static List<Pair> ends() {
    return List.of(
        pair(
            OVERFLOW,
            HELD,
            () -> full().arrives(v(8), "8 OVERFLOW(BUFFER_FULL) dead", "incident OVERFLOW 8")),
        pair(
            OVERFLOW,
            FAILS,
            () ->
                full()
                    .arrives(
                        v(8).text("!"), "8 OVERFLOW(BUFFER_FULL) dead", "incident OVERFLOW 8")),
        never(OVERFLOW, APPLIED, "what is next is not held"),
        pair(HELD, FAILS, () -> three().arrives(v(5).text("!")).holds("5")),
        never(HELD, APPLIED, "what is next is not held"),
        pair(FAILS, APPLIED, () -> three().arrives(v(4).text("!"), 4 + FAILED)));
  }

  @TestFactory
  Stream<DynamicTest> byLatestTheFirstWins() {
    Policies latest = Policies.by(OrderBy.LATEST).jumpAtMost(10);
    String newer = "a jump is newer than all that is known";
    String taken = "what is applied is new, but for a replaced tie";
    return all(
        List.of(JUMP, DUPLICATE, SAME_VERSION, SAME_ID, STALE, FAILS, APPLIED),
        List.of(
            never(JUMP, DUPLICATE, newer),
            never(JUMP, SAME_VERSION, newer),
            pair(
                JUMP,
                SAME_ID,
                () -> three(latest).arrives(v(14).id("e-1"), 14 + JUMP_OF, jump(14))),
            never(JUMP, STALE, newer),
            pair(JUMP, FAILS, () -> three(latest).arrives(v(14).text("!"), 14 + JUMP_OF, jump(14))),
            pair(JUMP, APPLIED, () -> three(latest).arrives(v(14), 14 + JUMP_OF, jump(14))),
            pair(
                DUPLICATE,
                SAME_VERSION,
                () ->
                    three(latest.ties(Ties.REPLACE))
                        .arrives(v(3).text("other"), "3 APPLIED")
                        .arrives(v(3), 3 + SAME)),
            pair(DUPLICATE, SAME_ID, () -> three(latest).arrives(v(3).id("e-1"), 3 + SAME)),
            pair(DUPLICATE, STALE, () -> three(latest).arrives(v(2), 2 + SAME)),
            pair(
                DUPLICATE,
                FAILS,
                () ->
                    three(latest)
                        .arrives(v(4).text("!"), 4 + FAILED)
                        .arrives(v(4).text("!"), 4 + SAME)),
            never(DUPLICATE, APPLIED, taken),
            pair(
                SAME_VERSION,
                SAME_ID,
                () -> three(latest).arrives(v(3).id("e-1").text("other"), 3 + OTHER, conflict(3))),
            pair(
                SAME_VERSION,
                STALE,
                () -> three(latest).arrives(v(2).text("other"), 2 + OTHER, conflict(2))),
            pair(
                SAME_VERSION,
                FAILS,
                () -> three(latest).arrives(v(3).text("!"), 3 + OTHER, conflict(3))),
            pair(
                SAME_VERSION,
                APPLIED,
                () ->
                    three(latest.ties(Ties.REPLACE))
                        .arrives(v(3).id("e-1").text("other"), "3 APPLIED")),
            pair(
                SAME_ID,
                STALE,
                () ->
                    three(latest.remember(1_000, 1))
                        .arrives(v(2).id("e-3"), 2 + FORK, conflict(2))),
            pair(
                SAME_ID,
                FAILS,
                () -> three(latest).arrives(v(4).id("e-1").text("!"), 4 + FORK, conflict(4))),
            pair(
                SAME_ID,
                APPLIED,
                () -> three(latest).arrives(v(4).id("e-1"), 4 + FORK, conflict(4))),
            pair(
                STALE,
                FAILS,
                () -> three(latest.remember(1_000, 1)).arrives(v(2).text("!"), "2 STALE(OLDER)")),
            never(STALE, APPLIED, taken),
            pair(FAILS, APPLIED, () -> three(latest).arrives(v(4).text("!"), 4 + FAILED))));
  }

  /**
   * By time, a released 10 and 100 and, held in a buffer of one, 200. What is below 85 is older
   * than is remembered. The limit released them: the watermark stands at 0.
   */
  private static Bench released() {
    return under(Policies.by(OrderBy.TIME).remember(15, 100).holdAtMost(1).limitMillis(10))
        .watermark(0)
        .arrives(at(100, "a"))
        .clock(10, "a APPLIED")
        .arrives(at(200, "h"));
  }

  @TestFactory
  Stream<DynamicTest> byTimeTheFirstWins() {
    String forkOf = "a" + FORK;
    String conflict = "incident CONFLICT";
    String late = "z LATE(PLACE_PASSED) dead";
    String overflow = "z OVERFLOW(BUFFER_FULL) dead";
    return all(
        List.of(DUPLICATE, SAME_ID, STALE, LATE, OVERFLOW, HELD, FAILS, APPLIED),
        List.of(
            pair(
                DUPLICATE,
                SAME_ID,
                () ->
                    released()
                        .watermark(300, "h APPLIED")
                        .arrives(at(300, "h").source("other").text("r"), "h APPLIED")
                        .arrives(at(300, "h").text("r"), "h DUPLICATE(SAME_ID)")),
            pair(DUPLICATE, STALE, () -> released().arrives(at(10, "a"), "a DUPLICATE(SAME_ID)")),
            pair(DUPLICATE, LATE, () -> released().arrives(at(90, "a"), "a DUPLICATE(SAME_ID)")),
            pair(
                DUPLICATE,
                OVERFLOW,
                () -> released().arrives(at(210, "h"), "h DUPLICATE(SAME_ID)").holds("h")),
            pair(DUPLICATE, HELD, () -> released().arrives(at(200, "h"), "h DUPLICATE(SAME_ID)")),
            pair(
                DUPLICATE,
                FAILS,
                () ->
                    released()
                        .watermark(300, "h APPLIED")
                        .arrives(at(300, "x").text("!"), "x" + FAILED)
                        .arrives(at(300, "x").text("!"), "x DUPLICATE(SAME_ID)")),
            pair(
                DUPLICATE,
                APPLIED,
                () ->
                    released()
                        .watermark(300, "h APPLIED")
                        .arrives(at(300, "h"), "h DUPLICATE(SAME_ID)")),
            pair(SAME_ID, STALE, () -> released().arrives(at(10, "a").text("r"), forkOf, conflict)),
            pair(SAME_ID, LATE, () -> released().arrives(at(90, "a").text("r"), forkOf, conflict)),
            pair(
                SAME_ID,
                OVERFLOW,
                () -> released().arrives(at(210, "a").text("r"), forkOf, conflict).holds("h")),
            pair(SAME_ID, HELD, () -> released().arrives(at(150, "a").text("r"), forkOf, conflict)),
            pair(
                SAME_ID, FAILS, () -> released().arrives(at(150, "a").text("!"), forkOf, conflict)),
            pair(
                SAME_ID,
                APPLIED,
                () ->
                    under(Policies.by(OrderBy.TIME))
                        .watermark(50)
                        .arrives(at(10, "a"), "a APPLIED")
                        .arrives(at(20, "a").text("r"), forkOf, conflict)),
            pair(STALE, LATE, () -> released().arrives(at(84, "z"), "z STALE(BEYOND_MEMORY)")),
            pair(
                STALE,
                OVERFLOW,
                () -> released().arrives(at(84, "z"), "z STALE(BEYOND_MEMORY)").holds("h")),
            pair(STALE, HELD, () -> released().arrives(at(84, "z"), "z STALE(BEYOND_MEMORY)")),
            pair(
                STALE,
                FAILS,
                () -> released().arrives(at(84, "z").text("!"), "z STALE(BEYOND_MEMORY)")),
            pair(
                STALE,
                APPLIED,
                () -> released().watermark(100).arrives(at(84, "z"), "z STALE(BEYOND_MEMORY)")),
            pair(LATE, OVERFLOW, () -> released().arrives(at(85, "z"), late).holds("h")),
            pair(LATE, HELD, () -> released().arrives(at(99, "z"), late).holds("h")),
            pair(LATE, FAILS, () -> released().arrives(at(99, "z").text("!"), late)),
            pair(LATE, APPLIED, () -> released().watermark(100).arrives(at(99, "z"), late)),
            pair(
                OVERFLOW,
                HELD,
                () -> released().arrives(at(201, "z"), overflow, "incident OVERFLOW").holds("h")),
            pair(
                OVERFLOW,
                FAILS,
                () -> released().arrives(at(201, "z").text("!"), overflow, "incident OVERFLOW")),
            never(OVERFLOW, APPLIED, "what is applied at once is not held"),
            pair(
                HELD,
                FAILS,
                () -> under(Policies.by(OrderBy.TIME)).arrives(at(9, "z").text("!")).holds("z")),
            never(HELD, APPLIED, "what is applied at once is not held"),
            pair(
                FAILS,
                APPLIED,
                () ->
                    under(Policies.by(OrderBy.TIME))
                        .watermark(50)
                        .arrives(at(9, "z").text("!"), "z" + FAILED))));
  }

  @TestFactory
  Stream<DynamicTest> byArrivalTheFirstWins() {
    Policies arrival = Policies.by(OrderBy.ARRIVAL).remember(15, 100);
    return all(
        List.of(DUPLICATE, SAME_ID, STALE, FAILS, APPLIED),
        List.of(
            pair(
                DUPLICATE,
                SAME_ID,
                () ->
                    under(arrival)
                        .arrives(at(9, "a"), "a APPLIED")
                        .arrives(at(9, "a").source("other").text("r"), "a APPLIED")
                        .arrives(at(9, "a").text("r"), "a DUPLICATE(SAME_ID)")),
            pair(
                DUPLICATE,
                STALE,
                () ->
                    under(arrival)
                        .arrives(at(100, "a"), "a APPLIED")
                        .arrives(at(10, "a"), "a DUPLICATE(SAME_ID)")),
            pair(
                DUPLICATE,
                FAILS,
                () ->
                    under(arrival)
                        .arrives(at(100, "a").text("!"), "a" + FAILED)
                        .arrives(at(100, "a").text("!"), "a DUPLICATE(SAME_ID)")),
            pair(
                DUPLICATE,
                APPLIED,
                () ->
                    under(arrival)
                        .arrives(at(100, "a"), "a APPLIED")
                        .arrives(at(100, "a"), "a DUPLICATE(SAME_ID)")),
            pair(
                SAME_ID,
                STALE,
                () ->
                    under(arrival)
                        .arrives(at(100, "a"), "a APPLIED")
                        .arrives(at(10, "a").text("r"), "a" + FORK, "incident CONFLICT")),
            pair(
                SAME_ID,
                FAILS,
                () ->
                    under(arrival)
                        .arrives(at(100, "a"), "a APPLIED")
                        .arrives(at(100, "a").text("!"), "a" + FORK, "incident CONFLICT")),
            pair(
                SAME_ID,
                APPLIED,
                () ->
                    under(arrival)
                        .arrives(at(100, "a"), "a APPLIED")
                        .arrives(at(101, "a").text("r"), "a" + FORK, "incident CONFLICT")),
            pair(
                STALE,
                FAILS,
                () ->
                    under(arrival)
                        .arrives(at(100, "a"), "a APPLIED")
                        .arrives(at(84, "b").text("!"), "b STALE(BEYOND_MEMORY)")),
            pair(
                STALE,
                APPLIED,
                () ->
                    under(arrival)
                        .arrives(at(100, "a"), "a APPLIED")
                        .arrives(at(84, "b"), "b STALE(BEYOND_MEMORY)")),
            pair(
                FAILS,
                APPLIED,
                () -> under(arrival).arrives(at(100, "a").text("!"), "a" + FAILED))));
  }

  @TestFactory
  Stream<DynamicTest> theFirstReasonOfStaleWins() {
    Policies policies = byVersion().restartOn("Start").onGap(OnGap.SKIP).remember(0, 1);
    Draft restart = v(1, 2).type("Start").time(100);
    return Stream.of(
        DynamicTest.dynamicTest(
            "ABANDONED_GAP before BEFORE_RESTART",
            () ->
                under(policies.startsAt(2))
                    .watermark(0)
                    .arrives(v(1, 2), "1.2 APPLIED")
                    .arrives(restart.id("again"), "incident RESTARTED 1.2", "1.2 APPLIED")
                    .arrives(v(1, 4).time(100))
                    .watermark(110, "incident GAP_ABANDONED 1.3", "1.4 APPLIED")
                    .arrives(
                        v(1, 3),
                        "1.3 STALE(ABANDONED_GAP) dead",
                        "incident ABANDONED_GAP_FILLED 1.3")),
        DynamicTest.dynamicTest(
            "ABANDONED_GAP before ENDED_EPOCH",
            () ->
                under(policies)
                    .watermark(0)
                    .arrives(v(1, 2))
                    .watermark(12, "incident GAP_ABANDONED 1.1", "1.2 APPLIED")
                    .arrives(v(2, 1), "2.1 APPLIED")
                    .arrives(
                        v(1, 1),
                        "1.1 STALE(ABANDONED_GAP) dead",
                        "incident ABANDONED_GAP_FILLED 1.1")),
        DynamicTest.dynamicTest(
            "BEFORE_START before BEFORE_RESTART before ENDED_EPOCH before BEYOND_MEMORY",
            () ->
                under(policies.startsAt(2))
                    .arrives(v(1, 2), "1.2 APPLIED")
                    .arrives(restart.id("again"), "incident RESTARTED 1.2", "1.2 APPLIED")
                    .arrives(v(2, 2).time(101), "2.2 APPLIED")
                    .arrives(v(2, 3).time(102), "2.3 APPLIED")
                    .arrives(v(1, 1), "1.1 STALE(BEFORE_START)")
                    .arrives(v(1, 2), "1.2 STALE(BEFORE_RESTART)")
                    .arrives(v(1, 2).time(100), "1.2 STALE(ENDED_EPOCH)")
                    .arrives(v(2, 2).time(100), "2.2 STALE(BEYOND_MEMORY)")));
  }
}
