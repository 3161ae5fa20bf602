package dev.lockstep.simulate;

import dev.lockstep.event.Version;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What producers write, in order and without a fault.
 *
 * @param entities how many there are
 * @param events how many are written in all
 * @param skew 0: every entity is as busy as any other; above: Zipf's exponent, the first is busiest
 * @param versions what form they take
 * @param eventsPerEpoch how many versions an epoch of a pair has
 * @param stepMillis how much later each event is than the one before it, of whatever entity
 * @param clockSkewMillis how far a clock is ahead at most
 * @param deleteShare how many events end their entity
 * @param analyticsShare how many events go to the analytics lane
 */
public record Workload(
    int entities,
    int events,
    double skew,
    Form versions,
    int eventsPerEpoch,
    long stepMillis,
    long clockSkewMillis,
    double deleteShare,
    double analyticsShare) {
  private static final long BEGINS_MILLIS = 1_700_000_000_000L;
  private static final List<String> TYPES = List.of("Created", "Changed", "Moved");

  /** The forms of a version. */
  public enum Form {
    /** 1, 2, 3 ... */
    NUMBER,
    /** (1, 1), (1, 2) ... (2, 1) ... */
    PAIR,
    /** Texts that sort like the numbers. */
    TEXT,
    /** None: the time orders, or nothing. */
    NONE
  }

  /** So many entities of equal weight, versions from 1, true clocks, nothing deleted. */
  public static Workload of(int entities, int events) {
    return new Workload(entities, events, 0, Form.NUMBER, 10, 10, 0, 0, 0);
  }

  /** The same with busy and quiet entities. */
  public Workload skewed(double exponent) {
    return new Workload(
        entities,
        events,
        exponent,
        versions,
        eventsPerEpoch,
        stepMillis,
        clockSkewMillis,
        deleteShare,
        analyticsShare);
  }

  /** The same with versions of another form. */
  public Workload versions(Form form) {
    return new Workload(
        entities,
        events,
        skew,
        form,
        eventsPerEpoch,
        stepMillis,
        clockSkewMillis,
        deleteShare,
        analyticsShare);
  }

  /** The same with clocks that are ahead of each other. */
  public Workload clockSkew(long millis) {
    return new Workload(
        entities,
        events,
        skew,
        versions,
        eventsPerEpoch,
        stepMillis,
        millis,
        deleteShare,
        analyticsShare);
  }

  /** The same with deletes and events of the analytics lane. */
  public Workload shares(double deletes, double analytics) {
    return new Workload(
        entities,
        events,
        skew,
        versions,
        eventsPerEpoch,
        stepMillis,
        clockSkewMillis,
        deletes,
        analytics);
  }

  /** What is written, in order. */
  public List<Draft> drafts(Chance chance) {
    double[] upTo = weights();
    long[] written = new long[entities];
    List<Draft> drafts = new ArrayList<>(events);
    for (int i = 0; i < events; i++) {
      int entity = pick(upTo, chance);
      drafts.add(draft(entity, ++written[entity], i, chance));
    }
    return drafts;
  }

  private double[] weights() {
    double[] upTo = new double[entities];
    double sum = 0;
    for (int i = 0; i < entities; i++) {
      sum += 1 / StrictMath.pow(i + 1, skew);
      upTo[i] = sum;
    }
    return upTo;
  }

  private static int pick(double[] upTo, Chance chance) {
    int at = Arrays.binarySearch(upTo, chance.unit() * upTo[upTo.length - 1]);
    return Math.min(at < 0 ? -at - 1 : at, upTo.length - 1);
  }

  private Draft draft(int entity, long nth, int written, Chance chance) {
    String name = "entity-" + entity;
    long timeMillis = BEGINS_MILLIS + written * stepMillis;
    if (clockSkewMillis > 0) {
      timeMillis += chance.below((int) Math.min(clockSkewMillis, Integer.MAX_VALUE));
    }
    Draft draft =
        Draft.of(name, new Version.Single(nth), timeMillis)
            .version(version(nth))
            .ranks((long) written)
            .type(chance.of(TYPES))
            .text(Integer.toString(chance.below(1_000)));
    if (versions != Form.NONE && chance.in(analyticsShare)) {
      return draft.inAnalytics();
    }
    return chance.in(deleteShare) ? draft.deleting() : draft;
  }

  private @Nullable Version version(long nth) {
    return switch (versions) {
      case NUMBER -> new Version.Single(nth);
      case PAIR -> new Version.Pair((nth - 1) / eventsPerEpoch + 1, (nth - 1) % eventsPerEpoch + 1);
      case TEXT -> new Version.Text(String.format("v%012d", nth));
      case NONE -> null;
    };
  }
}
