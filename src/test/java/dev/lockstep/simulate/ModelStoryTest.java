package dev.lockstep.simulate;

import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.Handling;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The model alone, told by hand from the ordering rules: quarantines, operators, replays. The wait
 * is 10 ms.
 */
final class ModelStoryTest {
  private static final Routes STOPS = new Routes(false, true, true, true);
  private static final Patience GAPS_STOP =
      new Patience(10, OnGap.QUARANTINE, OrderPolicy.UNLIMITED, false);
  private static final Quarantines HEALS = Quarantines.UNBOUNDED;

  private static OrderPolicy by(OrderBy by, Start start, int holdAtMost, Quarantines quarantines) {
    return new OrderPolicy(
        by,
        start,
        GAPS_STOP,
        holdAtMost,
        by == OrderBy.VERSION ? 10_000 : OrderPolicy.UNLIMITED,
        Set.of("Start"),
        STOPS,
        Ties.CONFLICT,
        new MemoryPolicy(1_000, 100),
        1_000,
        quarantines,
        Map.of(
            "Note",
            new Handling(
                new Patience(2, OnGap.SKIP, OrderPolicy.UNLIMITED, false),
                new Routes(true, false))),
        by == OrderBy.VERSION);
  }

  private static OrderPolicy by(OrderBy by) {
    return by(by, Start.at(1), 100, HEALS);
  }

  private static OrderPolicy byVersion() {
    return by(OrderBy.VERSION);
  }

  @Test
  void aViolationStopsItsEntityUntilItIsReleasedAndJudgedAgain() {
    Story.tell(
        byVersion(),
        """
        1            -> 1 APPLIED
        2 =?         -> QUARANTINED 2, is VIOLATION 2
        3            -> held 2 3, state 1;
        5            -> GAP_OPENED 4, held 2 3 5
        2 =?         -> 2 DUPLICATE(SAME_VERSION)
        2 #x =y      -> x CONFLICT(SAME_VERSION_OTHER_CONTENT) dead, CONFLICT 2
        wm 1000      -> held 2 3 5
        release c1 3 -> CONTROL_REFUSED
        release c1 2 -> CONTROL_DONE, RELEASED 2, QUARANTINED 2, held 2 3 5, is VIOLATION 2
        release c1 2 -> CONTROL_REPEATED
        inspect i    -> CONTROL_DONE
        inspect c1   -> CONTROL_REPEATED
        skip c2 2    -> 2 ABANDONED(SKIPPED) dead, 3 APPLIED, CONTROL_DONE, RELEASED 2, held 5
        4            -> 4 APPLIED, 5 APPLIED, GAP_FILLED 4, is free, state 1;3;4;5;
        2 =?         -> 2 DUPLICATE(SAME_VERSION)
        """);
  }

  @Test
  void aCorrectedEventTakesTheCulpritsPlace() {
    Story.tell(
        byVersion(),
        """
        1                    -> 1 APPLIED
        2 =!                 -> QUARANTINED 2
        3                    -> held 2 3
        replace c1 2 3 =new  -> CONTROL_REFUSED
        replace c1 2 2 #n =! -> 2 ABANDONED(REPLACED) dead, CONTROL_DONE, RELEASED 2, QUARANTINED 2, held n 3
        replace c2 2 2 #m =k -> CONTROL_REFUSED
        replace c3 n 2 #m =k -> n ABANDONED(REPLACED) dead, m APPLIED, 3 APPLIED, CONTROL_DONE, RELEASED 2
        2 =!                 -> 2 DUPLICATE(SAME_VERSION), state 1;k;3;, is free
        """);
  }

  @Test
  void aConflictStopsItsEntityAndItsVersionIsTakenIfItIsOpen() {
    Story.tell(
        byVersion(),
        """
        1            -> 1 APPLIED
        2            -> 2 APPLIED
        1 #x =y @-5  -> CONFLICT 1, QUARANTINED 1, is CONFLICT x
        3            -> held x 3
        advance c 9  -> CONTROL_REFUSED
        release c1 x -> x CONFLICT(SAME_VERSION_OTHER_CONTENT) dead, 3 APPLIED, CONTROL_DONE, RELEASED 1
        5 #3         -> CONFLICT 5, QUARANTINED 5, GAP_OPENED 4, is CONFLICT 3
        6            -> held 3 6
        skip c2 3    -> 3 ABANDONED(SKIPPED) dead, CONTROL_DONE, RELEASED 5, held 6
        5 =new       -> CONFLICT 5, QUARANTINED 5
        skip c3 5    -> 5 ABANDONED(SKIPPED) dead, CONTROL_DONE, RELEASED 5
        4            -> 4 APPLIED, 6 APPLIED, GAP_FILLED 4
        5 =new       -> 5 DUPLICATE(SAME_VERSION)
        5 =newer     -> CONFLICT 5, QUARANTINED 5
        """);
  }

  @Test
  void aGapStopsItsEntityAndHealsWhenItIsFilled() {
    Story.tell(
        byVersion(),
        """
        wm 0       ->
        1          -> 1 APPLIED
        4          -> GAP_OPENED 2..3
        wm 10      -> QUARANTINED 2..3, is GAP 2..3
        2          -> held 2 4, is GAP 3
        6          -> GAP_OPENED 5
        wm 100     -> held 2 4 6
        3 mark     -> 2 APPLIED, 4 APPLIED, RELEASED 2..3, GAP_FILLED 3, held 6
        wm 109     -> held 6
        wm 110     -> QUARANTINED 5
        release c1 5 -> CONTROL_DONE, RELEASED 5
        wm 119     -> is free
        wm 120     -> QUARANTINED 5
        skip c2 5..6 -> CONTROL_REFUSED
        skip c2 5  -> 6 APPLIED, CONTROL_DONE, RELEASED 5, GAP_ABANDONED 5
        5          -> 5 STALE(ABANDONED_GAP) dead, ABANDONED_GAP_FILLED 5
        """);
  }

  @Test
  void withoutHealingAFilledGapWaitsForItsOperator() {
    Story.tell(
        by(OrderBy.VERSION, Start.at(1), 100, new Quarantines(false, 10, WhenFull.REJECT)),
        """
        wm 0        ->
        1           -> 1 APPLIED
        4           -> GAP_OPENED 2..3
        wm 10       -> QUARANTINED 2..3
        2           -> is GAP 3
        3           -> GAP_FILLED 3, is GAP 2..3
        skip c 2..3 -> 2 APPLIED, 3 APPLIED, 4 APPLIED, CONTROL_DONE, RELEASED 2..3
        """);
  }

  @Test
  void anOperatorSkipsWhatIsStillMissingAfterWhatFollows() {
    Story.tell(
        byVersion(),
        """
        wm 0     ->
        1        -> 1 APPLIED
        6        -> GAP_OPENED 2..5
        3        ->
        8        -> GAP_OPENED 7
        skip c1 2 -> 3 APPLIED, CONTROL_DONE, GAP_ABANDONED 2, held 6 8
        wm 10    -> QUARANTINED 4..5
        4        -> is GAP 5
        wm 50    ->
        skip c2 5 -> 4 APPLIED, 6 APPLIED, CONTROL_DONE, RELEASED 4..5, GAP_ABANDONED 5
        wm 59    ->
        wm 60    -> QUARANTINED 7
        """);
  }

  @Test
  void advanceGivesUpAllThatIsMissingUpToAVersion() {
    Story.tell(
        byVersion(),
        """
        1             -> 1 APPLIED
        3             -> GAP_OPENED 2
        6             -> GAP_OPENED 4..5
        12            -> GAP_OPENED 7..11
        advance c1 1  -> CONTROL_REFUSED
        advance c2 8  -> 3 APPLIED, 6 APPLIED, CONTROL_DONE, GAP_ABANDONED 2, GAP_ABANDONED 4..5, GAP_ABANDONED 7..8
        wm 0          ->
        wm 10         -> QUARANTINED 9..11
        advance c3 20 -> 12 APPLIED, CONTROL_DONE, RELEASED 9..11, GAP_ABANDONED 9..11, GAP_ABANDONED 13..20
        21            -> 21 APPLIED
        """);
  }

  @Test
  void advanceOverEpochsGoesByWhatIsHeld() {
    Story.tell(
        byVersion(),
        """
        1.1            -> 1.1 APPLIED
        1.3            -> GAP_OPENED 1.2
        2.4            -> GAP_OPENED 2.1..2.3
        advance c1 0.5 -> CONTROL_REFUSED
        advance c2 3.0 -> CONTROL_REFUSED
        advance c3 2.2 -> 1.3 APPLIED, CONTROL_DONE, GAP_ABANDONED 1.2, GAP_ABANDONED 2.1..2.2
        2.3            -> 2.3 APPLIED, 2.4 APPLIED, GAP_FILLED 2.3
        """);
  }

  @Test
  void resetBeginsAnewAndForgetsWhatWas() {
    Story.tell(
        byVersion(),
        """
        1 @5         -> 1 APPLIED
        2 =? @6      -> QUARANTINED 2
        3 @7         ->
        reset c1     -> 2 ABANDONED(RESET) dead, 3 ABANDONED(RESET) dead, CONTROL_DONE, RELEASED 2, RESET 1..null, held, state
        1 @5         -> 1 STALE(BEFORE_RESTART)
        1 @6 =new    -> 1 APPLIED, state new;
        reset c2 7   -> CONTROL_DONE, RESET 1..7
        6 @9         -> 6 STALE(BEYOND_MEMORY)
        7 @9         -> 7 APPLIED, state 7;
        reset c2 7   -> CONTROL_REPEATED
        reset c3 0   -> CONTROL_REFUSED
        """);
  }

  @Test
  void forgetLeavesAGraveThatAHigherVersionLeaves() {
    Story.tell(
        byVersion(),
        """
        1 ~Created  -> 1 APPLIED
        3           -> GAP_OPENED 2
        forget c1   -> 3 ABANDONED(FORGOTTEN) dead, CONTROL_DONE, FORGOTTEN 3, held, state
        1 ~Created  -> 1 STALE(BEYOND_MEMORY)
        3           -> 3 STALE(BEYOND_MEMORY)
        4 ~Paid     -> QUARANTINED 4
        skip c2 4   -> 4 ABANDONED(SKIPPED) dead, CONTROL_DONE, RELEASED 4
        5 ~Created  -> 5 APPLIED, state 5;
        """);
  }

  @Test
  void anEventThatBeginsAnewEndsTheQuarantineAndMayBeACulpritItself() {
    Story.tell(
        byVersion(),
        """
        1 ~Created       -> 1 APPLIED
        2 =?             -> QUARANTINED 2
        3                ->
        1 ~Start @1 #s =! -> 2 ABANDONED(RESTARTED) dead, 3 ABANDONED(RESTARTED) dead, RELEASED 2, RESTARTED 1, QUARANTINED 1, held s, state
        2 @2 #n          -> held s n
        skip c s         -> s ABANDONED(SKIPPED) dead, n APPLIED, CONTROL_DONE, RELEASED 1
        3 ~Paid @3 #p    -> QUARANTINED 3
        """);
  }

  @Test
  void theHighestPlaceOfTheBufferOverflowsAndNeverTheCulprit() {
    Story.tell(
        by(OrderBy.VERSION, Start.at(1), 2, HEALS),
        """
        3      -> GAP_OPENED 1..2
        4      ->
        1 =?   -> 4 OVERFLOW(BUFFER_FULL) dead, QUARANTINED 1, OVERFLOW 4, held 1 3
        5      -> 5 OVERFLOW(BUFFER_FULL) dead, OVERFLOW 5
        2      -> 3 OVERFLOW(BUFFER_FULL) dead, OVERFLOW 3, GAP_FILLED 2, held 1 2
        """);
  }

  @Test
  void whenThereIsNoMoreRoomACulpritIsRejectedAndAGapGivenUp() {
    Story.tell(
        by(OrderBy.VERSION, Start.at(1), 100, new Quarantines(true, 0, WhenFull.REJECT)),
        """
        wm 0      ->
        1 =?      -> 1 REJECTED(INVARIANT) dead
        1 #x      -> x CONFLICT(SAME_VERSION_OTHER_CONTENT) dead, CONFLICT 1
        3         -> GAP_OPENED 2
        wm 10     -> 3 ABANDONED(GAP_ABANDONED) dead, GAP_ABANDONED 2
        """);
  }

  @Test
  void anEventsOwnTypeSaysHowItIsHandled() {
    Story.tell(
        byVersion(),
        """
        wm 0        ->
        1 =? ~Note  -> 1 REJECTED(INVARIANT) dead
        4 ~Note     -> GAP_OPENED 2..3
        wm 2        -> 4 APPLIED, GAP_ABANDONED 2..3
        6           -> GAP_OPENED 5
        wm 11       ->
        wm 12       -> QUARANTINED 5
        """);
  }

  @Test
  void anUnknownBeginningIsDecidedBySkippingAndNeverByAQuarantine() {
    Story.tell(
        by(OrderBy.VERSION, Start.atFirstSeen(), 100, HEALS),
        """
        wm 0       ->
        5 @3       -> GAP_OPENED 0..4
        5 #x =y @4 -> CONFLICT 5, QUARANTINED 5
        wm 20      -> held x 5
        release c x -> x CONFLICT(SAME_VERSION_OTHER_CONTENT) dead, CONTROL_DONE, RELEASED 5
        wm 29      -> held 5
        wm 30      -> 5 APPLIED
        4 @30      -> 4 STALE(ABANDONED_GAP) dead, ABANDONED_GAP_FILLED 4
        """);
  }

  @Test
  void ofAnEarlierEpochWhatIsHeldIsStaleOnceALaterCulpritIsSkipped() {
    Story.tell(
        byVersion(),
        """
        1.1       -> 1.1 APPLIED
        2.1 =?    -> QUARANTINED 2.1
        1.2       -> held 2.1 1.2
        skip c 2.1 -> 2.1 ABANDONED(SKIPPED) dead, 1.2 STALE(ENDED_EPOCH), CONTROL_DONE, RELEASED 2.1
        3.1 =?    -> QUARANTINED 3.1
        2.2       ->
        release d 3.1 -> 2.2 APPLIED, CONTROL_DONE, RELEASED 3.1, QUARANTINED 3.1
        """);
  }

  @Test
  void aReplayedEventIsJudgedAgainWhileNothingNewerIsSettled() {
    Story.tell(
        byVersion(),
        """
        1            -> 1 APPLIED
        2 =? ~Note   -> 2 REJECTED(INVARIANT) dead
        2 =? ~Note +1 -> 2 REJECTED(INVARIANT) dead
        2 =? ~Note   -> 2 DUPLICATE(SAME_VERSION)
        1 +1         -> 1 DUPLICATE(SAME_VERSION)
        3            -> 3 APPLIED
        2 =? ~Note +2 -> 2 STALE(OVERTAKEN) dead
        4 =?         -> QUARANTINED 4
        skip c 4     -> 4 ABANDONED(SKIPPED) dead, CONTROL_DONE, RELEASED 4
        4 =? +1      -> 4 REJECTED(INVARIANT) dead
        """);
  }

  @Test
  void byLatestAQuarantinedEntityParksWhatIsNewerAndJudgesItAgain() {
    Story.tell(
        by(OrderBy.LATEST),
        """
        3            -> 3 APPLIED
        5 =?         -> QUARANTINED 5
        4            -> held 5 4
        7            -> held 5 4 7
        2            -> 2 STALE(OLDER)
        7 =other     -> 7 CONFLICT(SAME_VERSION_OTHER_CONTENT) dead, CONFLICT 7
        skip c 5     -> 5 ABANDONED(SKIPPED) dead, 4 STALE(OLDER), 7 APPLIED, CONTROL_DONE, RELEASED 5
        advance d 7  -> CONTROL_REFUSED
        advance d 9  -> CONTROL_DONE
        8            -> 8 STALE(OLDER)
        9            -> 9 STALE(BEYOND_MEMORY)
        forget f     -> CONTROL_DONE, FORGOTTEN 9
        10           -> 10 APPLIED, state 10;
        """);
  }

  @Test
  void byTimeAQuarantinedEntityParksUntilTheWatermarkHasPassed() {
    Story.tell(
        by(OrderBy.TIME),
        """
        - @5 #a       ->
        wm 10         -> a APPLIED
        - @8 #b =?    -> QUARANTINED
        - @7 #c       -> held b c
        - @9 #d       ->
        - @20 #f      ->
        - @4 #z       -> z LATE(PLACE_PASSED) dead
        wm 15         -> held b c d f
        release 1 b   -> c APPLIED, CONTROL_DONE, RELEASED, QUARANTINED, held b d f
        skip 2 b      -> b ABANDONED(SKIPPED) dead, d APPLIED, CONTROL_DONE, RELEASED, held f
        - @6 #g       -> g LATE(PLACE_PASSED) dead
        forget 3      -> f ABANDONED(FORGOTTEN) dead, CONTROL_DONE, FORGOTTEN
        - @9 #h       -> h STALE(BEYOND_MEMORY)
        """);
  }

  @Test
  void byArrivalAQuarantinedEntityParksInTheOrderOfArrival() {
    Story.tell(
        by(OrderBy.ARRIVAL),
        """
        - #a         -> a APPLIED
        - #b =?      -> QUARANTINED
        - #d         ->
        - #c         -> held b d c
        - #d         -> d DUPLICATE(SAME_ID)
        - #a =other  -> a CONFLICT(SAME_ID) dead, CONFLICT
        advance 0 1  -> CONTROL_REFUSED
        replace 1 b - #n -> b ABANDONED(REPLACED) dead, n APPLIED, d APPLIED, c APPLIED, CONTROL_DONE, RELEASED
        - #b =?      -> b DUPLICATE(SAME_ID)
        - #b =? +1   -> QUARANTINED, is VIOLATION b
        reset 2      -> b ABANDONED(RESET) dead, CONTROL_DONE, RELEASED, RESET
        - #a         -> a STALE(BEFORE_RESTART)
        - #a @1      -> a APPLIED
        """);
  }
}
