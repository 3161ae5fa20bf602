package dev.lockstep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.simulate.Applied;
import dev.lockstep.simulate.Decision;
import dev.lockstep.simulate.Notice;
import dev.lockstep.simulate.Outcome;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What came of a source, read from the lines of the job; each belongs to one known record. */
final class Came {
  private final History history;
  private final Lines lines;

  private Came(History history, Lines lines) {
    this.history = history;
    this.lines = lines;
  }

  static Outcome of(History history, Lines lines) {
    return new Came(history, lines).outcome();
  }

  private Outcome outcome() {
    List<Decision> decisions = decisions();
    Changes changes = Changes.of(lines.state());
    List<Applied> applied = lines.applied().stream().map(each -> applied(each, changes)).toList();
    return new Outcome(
        decisions,
        applied,
        notices(),
        held(decisions),
        changes.last(),
        Map.of(),
        quarantined(),
        changes.cleared());
  }

  private List<Decision> decisions() {
    Set<Origin> setAside = new HashSet<>();
    lines.deadLetters().forEach(each -> setAside.add(Json.origin(each)));
    List<Decision> decisions = new ArrayList<>();
    for (JsonNode line : lines.verdicts()) {
      Event event = history.event(Json.origin(line));
      if (event != null) {
        Verdict verdict = Verdict.valueOf(line.get("verdict").asText());
        Reason reason = Reason.valueOf(line.get("reason").asText());
        boolean deadLetter = setAside.contains(event.raw().origin());
        decisions.add(new Decision(event, verdict, reason, deadLetter));
      }
    }
    return decisions;
  }

  private Applied applied(ConsumerRecord<String, String> message, Changes changes) {
    JsonNode line = Json.read(message.value());
    Receipts.requireSame(message, line);
    Event event = Objects.requireNonNull(history.event(Json.origin(line)), message.value());
    Receipt receipt =
        new Receipt(
            line.get("sequence").asLong(),
            Json.version(line.get("previousVersion")),
            Long.parseUnsignedLong(line.get("chain").asText(), 16));
    return new Applied(event, receipt, changes.take(message.key(), receipt.sequence()));
  }

  private List<Notice> notices() {
    return lines.incidents().stream()
        .map(
            line ->
                new Notice(
                    Incident.Kind.valueOf(line.get("kind").asText()),
                    line.get("entity").asText(),
                    Json.version(line.get("from")),
                    Json.version(line.get("to"))))
        .toList();
  }

  /** What has no verdict yet, and so is held; culprits first. */
  private List<Event> held(List<Decision> decisions) {
    Set<Origin> decided = new HashSet<>();
    decisions.forEach(each -> decided.add(each.event().raw().origin()));
    Set<String> culprits = new HashSet<>();
    stopped().values().forEach(each -> culprits.add(each.get("culpritAt").asText()));
    Stream<Event> read =
        history.records().values().stream().filter(Event.class::isInstance).map(Event.class::cast);
    return Stream.concat(read, corrected().stream())
        .filter(event -> !decided.contains(event.raw().origin()))
        .sorted(Comparator.comparing(event -> !culprits.contains(event.raw().origin().toString())))
        .toList();
  }

  /** The corrected events that were received: those of verbs that were carried out. */
  private List<Event> corrected() {
    Map<String, Deque<ControlEvent>> asked = new HashMap<>();
    history
        .controls()
        .forEach(each -> asked.computeIfAbsent(each.entity(), id -> new ArrayDeque<>()).add(each));
    List<Event> received = new ArrayList<>();
    for (JsonNode line : lines.incidents()) {
      String kind = line.get("kind").asText();
      if (kind.startsWith("CONTROL_")) {
        ControlEvent control = asked.get(line.get("entity").asText()).remove();
        if (kind.equals("CONTROL_DONE") && control.corrected() != null) {
          received.add(control.corrected());
        }
      }
    }
    return received;
  }

  /** The last notice of each entity that is quarantined now. */
  private Map<String, JsonNode> stopped() {
    Map<String, JsonNode> stopped = new HashMap<>();
    for (ConsumerRecord<String, String> each : lines.quarantine()) {
      stopped.put(each.key(), each.value() == null ? null : Json.read(each.value()));
    }
    stopped.values().removeIf(Objects::isNull);
    return stopped;
  }

  private Map<String, String> quarantined() {
    Map<String, String> names = new HashMap<>();
    stopped()
        .forEach(
            (entity, notice) ->
                names.put(
                    entity, notice.get("cause").asText() + " " + notice.get("culprit").asText()));
    return names;
  }

  /** The states that a job wrote, by entity and sequence, and the last of each entity. */
  private record Changes(
      Map<String, ConsumerRecord<String, String>> byPlace, Map<String, Bytes> last) {

    static Changes of(List<ConsumerRecord<String, String>> messages) {
      Changes changes = new Changes(new HashMap<>(), new HashMap<>());
      for (ConsumerRecord<String, String> each : messages) {
        String place = each.key() + "#" + Receipts.of(each, "sequence");
        if (changes.byPlace.put(place, each) != null) {
          throw new AssertionError("two states of " + place);
        }
        changes.last.put(each.key(), state(each));
      }
      changes.last.values().removeIf(Objects::isNull);
      return changes;
    }

    Bytes take(String entity, long sequence) {
      ConsumerRecord<String, String> change = byPlace.remove(entity + "#" + sequence);
      if (change == null) {
        throw new AssertionError("no state of " + entity + "#" + sequence);
      }
      return state(change);
    }

    /** The entities of the tombstones that are left: no event brought them about. */
    List<String> cleared() {
      byPlace.forEach(
          (place, change) -> {
            if (change.value() != null) {
              throw new AssertionError("a state of what was not applied: " + place);
            }
          });
      return byPlace.values().stream().map(ConsumerRecord::key).toList();
    }

    private static Bytes state(ConsumerRecord<String, String> change) {
      return change.value() == null
          ? null
          : Json.state(Json.read(change.value()).get("state").toString());
    }
  }
}
