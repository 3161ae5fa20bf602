package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.Version;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules of one order mode, for one entity of the model. */
sealed interface ModelRules permits ModelVersion, ModelLatest, ModelByTime, ModelArrival {
  void arrives(Event event, ModelTime time);

  void marked(PlaceMarker marker, ModelTime time);

  void watermarkAdvanced(ModelTime time);

  void clockAdvanced(ModelTime time);

  /** Gives every gap fresh patience and judges again what is held, in order of place. */
  void judgeAgain(ModelTime time);

  /** The place of a culprit that an operator skips is settled, or released. */
  void passes(Waiting culprit);

  /** Parks the version that a conflict takes; false when it takes none. */
  default boolean takes(ModelQuarantine conflict, ModelTime time) {
    return false;
  }

  /** What an operator calls the gap that is to be skipped, null when there is none. */
  default @Nullable String gapName() {
    return null;
  }

  /** Gives that gap up. */
  default void skipGap(ModelTime time) {
    throw new IllegalStateException("there are no gaps");
  }

  /** Whether an entity without a culprit can be advanced to this version. */
  default boolean mayAdvanceTo(Version version) {
    return false;
  }

  default void advanceTo(Version version, ModelTime time) {
    throw new IllegalStateException("there is nothing to advance");
  }

  /** Whether an entity can begin anew with this version. */
  default boolean mayBeginWith(Version version) {
    return false;
  }

  /** Nothing is left of what was before. */
  default void beginsAnew() {}

  /** Nothing is left but the highest place that was decided, or that something gone had. */
  void isForgotten(List<Waiting> gone);

  /** Which gaps were given up is not known any more. */
  default void expires() {}

  default void turnBegins() {}

  default void turnEnds() {}
}
