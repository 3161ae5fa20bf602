package dev.lockstep.reduce;

import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which reducer a job uses. */
public sealed interface Reduction extends Serializable {

  /**
   * Whether the state is the same in whatever order the events come, so that an order by arrival
   * gives one result. It is assumed of no user's class.
   */
  boolean isCommutative();

  /**
   * Whether each event carries the whole state, so that a version that is passed over loses
   * nothing. It is assumed of no user's class.
   */
  boolean isFullState();

  /** The event's data become the state. */
  record Replace() implements Reduction {
    @Override
    public boolean isCommutative() {
      return false;
    }

    @Override
    public boolean isFullState() {
      return true;
    }
  }

  /** The event's data are merged into the state, as RFC 7396 (JSON merge patch) says. */
  record Patch() implements Reduction {
    @Override
    public boolean isCommutative() {
      return false;
    }

    @Override
    public boolean isFullState() {
      return false;
    }
  }

  /**
   * Each field of the state is folded by itself.
   *
   * @param folds by the field's name in the state, in the order in which the state lists them
   */
  record Fields(Map<String, FieldFold> folds) implements Reduction {
    private static final long serialVersionUID = 1L;

    public Fields {
      folds = Collections.unmodifiableMap(new LinkedHashMap<>(folds));
    }

    @Override
    public boolean isCommutative() {
      return true;
    }

    @Override
    public boolean isFullState() {
      return false;
    }
  }

  /**
   * A user's class: a public {@link JsonReducer} or {@link dev.lockstep.reconcile.Reducer} with a
   * public constructor without arguments.
   *
   * @param name its full name
   */
  record UserClass(String name) implements Reduction {
    @Override
    public boolean isCommutative() {
      return false;
    }

    @Override
    public boolean isFullState() {
      return false;
    }
  }
}
