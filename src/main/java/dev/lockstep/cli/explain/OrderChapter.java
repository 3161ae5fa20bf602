package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.spec.EventSpec;
import dev.lockstep.spec.HandlingSpec;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OrderSpec;
import java.time.Duration;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rule by which events of one entity are ordered. */
final class OrderChapter {
  private OrderChapter() {}

  static Chapter of(JobSpec spec) {
    Draft draft = new Draft();
    switch (spec.order().by()) {
      case VERSION -> byVersion(draft, spec);
      case LATEST -> byLatest(draft, spec.order());
      case TIME -> byTime(draft, spec);
      case ARRIVAL -> draft.say("Events are applied as they come, each id once.");
    }
    remembers(draft, spec);
    return draft.titled("Order: by " + Words.of(spec.order().by()));
  }

  private static void byVersion(Draft draft, JobSpec spec) {
    OrderSpec order = spec.order();
    draft.say(
        isPair(spec.event())
            ? "Numbers are contiguous within their epoch; a higher epoch begins anew."
            : "Versions are contiguous: after 7 comes 8, and nothing else.");
    draft.say(
        order.startsAt().firstSeen()
            ? "An entity begins with the lowest version that arrives within "
                + Words.of(order.waitFor())
                + " of its first event."
            : "An entity begins with version " + order.startsAt().number() + ".");
    draft.say("An event ahead of the next version is held until the missing ones have come.");
    draft.say(patience(spec.handling()));
    limit(draft, spec.handling().hasPatience() ? order.limit() : null);
    overrides(draft, spec);
    holds(draft, order);
    Long jump = order.jumpAtMost();
    if (jump != null) {
      draft.say("A version more than " + jump + " above what is settled is not believed.");
    }
    draft.sayIf(
        !order.restartOn().isEmpty(),
        "An event of type "
            + Words.sorted(order.restartOn())
            + " with a first version begins its entity anew.");
  }

  private static boolean isPair(EventSpec event) {
    return event.version().pointers().size() == 2;
  }

  private static String patience(HandlingSpec handling) {
    String after = "After " + Words.of(handling.waitFor()) + " of event time ";
    String over = after + "they are given up, and ";
    return switch (handling.onGap()) {
      case WAIT -> "There is no end to that wait (`on-gap: wait`): nothing is ever passed over.";
      case SKIP -> over + "what is held behind them is applied (`on-gap: skip`).";
      case DEAD_LETTER ->
          over
              + "what is held behind them, up to the next gap, becomes dead letters (`on-gap: dead-letter`).";
      case QUARANTINE -> after + "the entity is quarantined (`on-gap: quarantine`).";
    };
  }

  private static void limit(Draft draft, @Nullable Duration limit) {
    if (limit != null) {
      draft.say(
          "On a stream whose watermark stands still, that happens after "
              + Words.of(limit)
              + " by the clock (`limit`).");
    }
  }

  /** A gap is waited for as the event says that waits right behind it. */
  private static void overrides(Draft draft, JobSpec spec) {
    HandlingSpec own = spec.handling();
    new TreeMap<>(spec.overrides())
        .forEach(
            (type, each) -> {
              boolean differs =
                  each.onGap() != own.onGap()
                      || !each.waitFor().equals(own.waitFor())
                      || !Objects.equals(each.limit(), own.limit());
              if (differs) {
                draft.say("where " + type + " waits behind the gap", override(each));
              }
            });
  }

  private static String override(HandlingSpec handling) {
    String wait = "after " + Words.of(handling.waitFor());
    String limit =
        handling.limit() == null ? "" : " (" + Words.of(handling.limit()) + " by the clock)";
    return switch (handling.onGap()) {
      case WAIT -> "there is no end to that wait";
      case SKIP -> wait + limit + " it is skipped";
      case DEAD_LETTER -> wait + limit + " it is given up, with what is held behind it";
      case QUARANTINE -> wait + limit + " the entity is quarantined";
    };
  }

  private static void holds(Draft draft, OrderSpec order) {
    draft.say(
        "An entity holds at most "
            + order.holdAtMost()
            + " events; when there are more, the one with the highest place becomes a dead letter.");
  }

  private static void byLatest(Draft draft, OrderSpec order) {
    draft.say(
        "The newest version wins: a newer event is applied, an older one is not applied; holes are allowed.");
    draft.say(
        switch (order.ties()) {
          case CONFLICT -> "The same version with another content is a conflict.";
          case KEEP -> "Of two events of one version the first to arrive stays.";
          case REPLACE -> "Of two events of one version the last to arrive is applied.";
        });
    Long jump = order.jumpAtMost();
    if (jump != null) {
      draft.say("A version more than " + jump + " above the newest is not believed.");
    }
  }

  private static void byTime(Draft draft, JobSpec spec) {
    OrderSpec order = spec.order();
    draft.say(
        "Events are held until the watermark has passed their time, then applied in the order of"
            + " time, rank and id.");
    draft.say(
        "The watermark is "
            + Words.of(spec.watermarks().outOfOrderness())
            + " behind the newest event; what comes after its place was passed is late.");
    if (order.limit() != null) {
      draft.say(
          "On a stream whose watermark stands still, an event is applied after "
              + Words.of(order.limit())
              + " by the clock (`limit`).");
    }
    holds(draft, order);
  }

  private static void remembers(Draft draft, JobSpec spec) {
    draft.say(
        "Repeats are recognised for "
            + Words.of(spec.duplicates().remember())
            + " of event time, and among the last "
            + spec.duplicates().rememberAtMost()
            + " events of an entity.");
  }
}
