package dev.lockstep.spec;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * How events become state.
 *
 * @param reduce how one event is folded in
 * @param sizeAtMostBytes how large an entity's state may grow
 */
public record StateSpec(Reduce reduce, int sizeAtMostBytes) {

  /** How one event is folded into the state. */
  public sealed interface Reduce {}

  /** The data of the event is the new state. */
  public record Replace() implements Reduce {}

  /** The data of the event is a merge patch (RFC 7396). */
  public record Patch() implements Reduce {}

  /** A user's class. */
  public record JavaClass(String name) implements Reduce {}

  /** Each field of the state by its own rule, in the order of the spec. */
  public record PerField(Map<String, FieldRule> rules) implements Reduce {
    public PerField {
      rules = Collections.unmodifiableMap(new LinkedHashMap<>(rules));
    }
  }

  /** How one field of the state follows from the data of the events. */
  public sealed interface FieldRule {
    /** Where the field is taken from, in the event's data. */
    String pointer();
  }

  /** The exact sum of a number. */
  public record Sum(String pointer, Set<String> negate) implements FieldRule {
    /** Types whose number counts negative are in {@code negate}. */
    public Sum {
      negate = Set.copyOf(negate);
    }
  }

  /** The highest value. */
  public record Max(String pointer) implements FieldRule {}

  /** The lowest value. */
  public record Min(String pointer) implements FieldRule {}

  /** All distinct values. */
  public record DistinctValues(String pointer) implements FieldRule {}
}
