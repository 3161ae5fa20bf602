package dev.lockstep.simulate;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.OrderPolicy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One entity's part of what arrived and of what came of it. */
record CheckedEntity(
    String id,
    OrderPolicy policy,
    List<Arrival> arrivals,
    List<Decision> decisions,
    List<Applied> applied,
    List<Notice> notices,
    List<Event> held,
    @Nullable Bytes state) {

  List<Event> events() {
    return arrivals.stream().filter(Event.class::isInstance).map(Event.class::cast).toList();
  }

  List<PlaceMarker> markers() {
    return arrivals.stream()
        .filter(PlaceMarker.class::isInstance)
        .map(PlaceMarker.class::cast)
        .toList();
  }

  boolean begins(Event event) {
    return policy.restartOn().contains(event.type());
  }

  /** The gap given up that this version is in, null when there is none. */
  @Nullable Notice givenUp(Version version) {
    for (Notice each : notices) {
      if (each.kind() == Incident.Kind.GAP_ABANDONED && contains(each, version)) {
        return each;
      }
    }
    return null;
  }

  private static boolean contains(Notice gap, Version version) {
    return gap.from() != null
        && gap.to() != null
        && gap.from().compareTo(version) <= 0
        && version.compareTo(gap.to()) <= 0;
  }

  static TimePlace placeInTime(Event event) {
    return new TimePlace(event.timeMillis(), event.ranks(), event.id(), event.source());
  }
}
