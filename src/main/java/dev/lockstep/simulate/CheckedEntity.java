package dev.lockstep.simulate;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.PlaceMarker;
import dev.lockstep.event.TimePlace;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.Handling;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.WhenFull;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
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
    @Nullable Bytes state,
    @Nullable String quarantined) {

  List<Event> events() {
    return only(Event.class);
  }

  List<PlaceMarker> markers() {
    return only(PlaceMarker.class);
  }

  List<ControlEvent> controls() {
    return only(ControlEvent.class);
  }

  private <T extends Arrival> List<T> only(Class<T> kind) {
    return arrivals.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /** The events that operators brought to put in a culprit's place. */
  List<Event> corrected() {
    return controls().stream()
        .map(ControlEvent::corrected)
        .filter(Objects::nonNull)
        .filter(each -> each.entity().equals(id))
        .toList();
  }

  /** All events that may have been received. */
  List<Event> known() {
    List<Event> all = new ArrayList<>(events());
    all.addAll(corrected());
    return all;
  }

  boolean isAsked(ControlEvent.Verb verb) {
    return controls().stream().anyMatch(each -> each.verb() == verb);
  }

  long count(Incident.Kind kind) {
    return notices.stream().filter(each -> each.kind() == kind).count();
  }

  /** Whether a version is what its events are recognised by. */
  boolean hasVersions() {
    return policy.by() == OrderBy.VERSION || policy.by() == OrderBy.LATEST;
  }

  /** Whether it was quarantined at this version or above, so that all below had been passed. */
  boolean wasStoppedAbove(Version version) {
    return notices.stream()
        .filter(each -> each.kind() == Incident.Kind.QUARANTINED)
        .anyMatch(each -> each.to() != null && each.to().compareTo(version) >= 0);
  }

  /** How often it began anew. */
  long beginnings() {
    return count(Incident.Kind.RESTARTED) + count(Incident.Kind.RESET);
  }

  boolean begins(Event event) {
    return policy.restartOn().contains(event.type());
  }

  /** How events of each type may be handled. */
  List<Handling> handlings() {
    List<Handling> all = new ArrayList<>(policy.overrides().values());
    all.add(new Handling(policy.patience(), policy.routes()));
    return all;
  }

  /** Whether a culprit may find no room, and is then rejected. */
  boolean mayBeFull() {
    Quarantines quarantines = policy.quarantines();
    return quarantines.whenFull() == WhenFull.REJECT && quarantines.atMost() < Integer.MAX_VALUE;
  }

  /** Whether a forgetting passed a version. */
  boolean isForgotten(Version version) {
    return forgettings(version).findAny().isPresent();
  }

  /** The forgetting that passed a version and ended in its epoch, null when there was none. */
  @Nullable Notice forgottenInItsEpoch(Version version) {
    return forgettings(version)
        .filter(each -> Objects.requireNonNull(each.to()).epoch() == version.epoch())
        .findFirst()
        .orElse(null);
  }

  private Stream<Notice> forgettings(Version version) {
    return notices.stream()
        .filter(each -> each.kind() == Incident.Kind.FORGOTTEN)
        .filter(each -> each.to() != null && version.compareTo(each.to()) <= 0);
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
