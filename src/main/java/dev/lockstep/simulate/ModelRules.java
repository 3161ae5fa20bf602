package dev.lockstep.simulate;

import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;

/** The rules of one order mode, for one entity of the model. */
sealed interface ModelRules permits ModelVersion, ModelLatest, ModelByTime, ModelArrival {
  void arrives(Event event, ModelTime time);

  void marked(PlaceMarker marker, ModelTime time);

  void watermarkAdvanced(ModelTime time);

  void clockAdvanced(ModelTime time);
}
