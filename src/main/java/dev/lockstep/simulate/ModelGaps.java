package dev.lockstep.simulate;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What one entity of the model misses, what of it was given up, and what is said about it. */
final class ModelGaps {
  /** How many abandoned gaps are remembered. */
  private static final int REMEMBERED = 16;

  private final ModelEntity entity;
  private final List<ModelGap> abandoned = new ArrayList<>();
  private List<ModelGap> before = List.of();
  private final List<ModelGap> givenUpInTurn = new ArrayList<>();
  private boolean endedInTurn;

  ModelGaps(ModelEntity entity) {
    this.entity = entity;
  }

  boolean isOpen(Version version, long timeMillis) {
    return (entity.settled == null || version.compareTo(entity.settled) > 0)
        && version.number() >= entity.policy.start().number()
        && timeMillis >= entity.restartMillis;
  }

  boolean isOpen(Waiting waiting) {
    return isOpen(waiting.version(), waiting.identity().timeMillis());
  }

  /** All gaps below something that waits, ascending. */
  List<ModelGap> all() {
    TreeSet<Version> places = new TreeSet<>();
    entity.waiting().stream().filter(this::isOpen).map(Waiting::version).forEach(places::add);
    List<ModelGap> gaps = new ArrayList<>();
    Version last = entity.settled;
    for (Version place : places) {
      Version from = nextIn(place, last);
      if (from.compareTo(place) < 0) {
        gaps.add(new ModelGap(from, place.withNumber(place.number() - 1)));
      }
      last = place;
    }
    return gaps;
  }

  /** The first version that can be missing in an epoch, after another one. */
  private Version nextIn(Version epoch, @Nullable Version last) {
    return last != null && last.epoch() == epoch.epoch()
        ? last.withNumber(Saturated.plus(last.number(), 1))
        : epoch.withNumber(entity.policy.start().number());
  }

  /** The gap below the lowest held place. */
  ModelGap lowest() {
    Version place = entity.held.get(0).version();
    return new ModelGap(nextIn(place, entity.settled), place.withNumber(place.number() - 1));
  }

  /** The lowest gap as far as it reaches up to a version; with nothing held, all up to it. */
  ModelGap lowestUpTo(Version version) {
    boolean held = !entity.held.isEmpty() && entity.held.get(0).place().compareTo(version) <= 0;
    return held ? lowest() : new ModelGap(nextIn(version, entity.settled), version);
  }

  /** The first range that is still missing up to the end of a gap, null when none is. */
  @Nullable ModelGap firstMissingUpTo(Version end) {
    Version last = entity.settled;
    for (Waiting each : entity.held) {
      Version place = each.version();
      Version from = nextIn(place, last);
      if (place.compareTo(end) > 0) {
        break;
      } else if (from.compareTo(place) < 0) {
        return new ModelGap(from, place.withNumber(place.number() - 1));
      }
      last = place;
    }
    Version from = nextIn(end, last);
    return from.compareTo(end) <= 0 ? new ModelGap(from, end) : null;
  }

  void giveUp(ModelGap gap) {
    abandoned.add(gap);
    givenUpInTurn.add(gap);
  }

  boolean isAbandoned(Version version) {
    int from = Math.max(0, abandoned.size() - REMEMBERED);
    return abandoned.subList(from, abandoned.size()).stream()
        .anyMatch(each -> each.contains(version));
  }

  void clear() {
    abandoned.clear();
    endedInTurn = true;
  }

  /** What was given up stays so. */
  void isForgotten() {
    endedInTurn = true;
  }

  void turnBegins() {
    before = all();
    givenUpInTurn.clear();
    endedInTurn = false;
  }

  void turnEnds() {
    if (!entity.policy.reportsGaps()) {
      return;
    }
    List<ModelGap> after = all();
    for (ModelGap gap : before) {
      boolean gone = after.stream().noneMatch(gap::shares);
      boolean there =
          entity.waiting().stream().anyMatch(each -> each.place().equals(gap.to()))
              || (entity.settled != null && entity.settled.compareTo(gap.to()) >= 0);
      if (gone && there && !endedInTurn && givenUpInTurn.stream().noneMatch(gap::shares)) {
        entity.notice(Incident.Kind.GAP_FILLED, gap.from(), gap.to());
      }
    }
    for (ModelGap gap : after) {
      if (before.stream().noneMatch(gap::shares)) {
        entity.notice(Incident.Kind.GAP_OPENED, gap.from(), gap.to());
      }
    }
  }
}
