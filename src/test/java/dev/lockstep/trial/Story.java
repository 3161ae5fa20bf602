package dev.lockstep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.simulate.Applied;
import dev.lockstep.simulate.Decision;
import dev.lockstep.simulate.Notice;
import dev.lockstep.simulate.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What reached one entity and what was said about it, each output for itself in its order. Which
 * event came before which control event is open, and so is when the watermark moved.
 *
 * @param entity the entity
 * @param events its events and marked places
 * @param controls what operators asked for
 * @param decisions its verdicts
 * @param notices its incidents
 * @param watermarks the watermark at each of these that time alone brought up, else null
 * @param stops the notices of its quarantines, as {@link #stop} words them
 * @param end what is left in the end, and what was applied
 */
record Story(
    String entity,
    List<Told<Arrival>> events,
    List<Told<ControlEvent>> controls,
    List<Told<Decision>> decisions,
    List<Told<Notice>> notices,
    List<Long> watermarks,
    List<Told<String>> stops,
    End end) {

  /** What can be compared when all is over. */
  record End(
      List<Applied> applied, Set<Event> held, String state, String quarantined, long cleared) {
    static End of(String entity, Outcome outcome) {
      return new End(
          outcome.applied().stream().filter(each -> each.event().entity().equals(entity)).toList(),
          new HashSet<>(
              outcome.held().stream().filter(each -> each.entity().equals(entity)).toList()),
          String.valueOf(outcome.states().get(entity)),
          outcome.quarantined().getOrDefault(entity, "free"),
          outcome.cleared().stream().filter(entity::equals).count());
    }
  }

  /** A quarantine with what is held, its culprit among it, and the state that it stops. */
  static String stop(String quarantined, int held, Object state) {
    return "%s, %d held, %s".formatted(quarantined, held, state);
  }

  /** What is said when it is over. */
  static final String OVER = "over";

  /** The story of one entity, told by a job. */
  static Story of(String entity, History history, Lines lines, Outcome came) {
    List<Told<Arrival>> events = new ArrayList<>();
    for (Arrival each : history.arrivals()) {
      if (each.entity().equals(entity)) {
        events.add(new Told<>(each, history.writtenMillis(each)));
      }
    }
    List<Told<ControlEvent>> controls = new ArrayList<>();
    for (ControlEvent each : history.controls()) {
      if (each.entity().equals(entity)) {
        controls.add(new Told<>(each, history.writtenMillis(each)));
      }
    }
    return new Story(
        entity,
        events,
        controls,
        decisions(entity, lines, came),
        notices(entity, lines, came),
        watermarks(entity, lines),
        stops(entity, lines),
        End.of(entity, came));
  }

  /** Decisions are in the order of the verdicts that are about events that reach entities. */
  private static List<Told<Decision>> decisions(String entity, Lines lines, Outcome came) {
    List<Decision> decisions =
        came.decisions().stream().filter(each -> each.event().entity().equals(entity)).toList();
    List<Told<Decision>> told = new ArrayList<>();
    for (JsonNode line : lines.verdicts()) {
      boolean next =
          told.size() < decisions.size()
              && Json.origin(line).equals(decisions.get(told.size()).event().raw().origin());
      if (next) {
        told.add(new Told<>(decisions.get(told.size()), line.get(Lines.WRITTEN).asLong()));
      }
    }
    return told;
  }

  private static List<Told<Notice>> notices(String entity, Lines lines, Outcome came) {
    List<Told<Notice>> told = new ArrayList<>();
    for (int i = 0; i < came.notices().size(); i++) {
      if (came.notices().get(i).entity().equals(entity)) {
        long atMillis = lines.incidents().get(i).get(Lines.WRITTEN).asLong();
        told.add(new Told<>(came.notices().get(i), atMillis));
      }
    }
    return told;
  }

  private static List<Long> watermarks(String entity, Lines lines) {
    List<Long> watermarks = new ArrayList<>();
    for (JsonNode each : lines.incidents()) {
      if (each.get("entity").asText().equals(entity)) {
        boolean byTime = each.get("origin").isNull() && each.get("watermark").isNumber();
        watermarks.add(byTime ? each.get("watermark").asLong() : null);
      }
    }
    return watermarks;
  }

  private static List<Told<String>> stops(String entity, Lines lines) {
    List<Told<String>> stops = new ArrayList<>();
    for (ConsumerRecord<String, String> each : lines.quarantine()) {
      if (each.key().equals(entity)) {
        stops.add(new Told<>(stop(each.value()), each.timestamp()));
      }
    }
    return stops;
  }

  private static String stop(String line) {
    if (line == null) {
      return OVER;
    }
    JsonNode notice = Json.read(line);
    JsonNode state = notice.path("state");
    return stop(
        notice.get("cause").asText() + " " + notice.get("culprit").asText(),
        notice.get("held").asInt(),
        state.isObject() ? Json.state(state.toString()) : null);
  }
}
