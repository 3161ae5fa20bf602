package dev.lockstep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.event.Bytes;
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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
    if (!changes.byPlace().isEmpty()) {
      throw new AssertionError("states of what was not applied: " + changes.byPlace().keySet());
    }
    return new Outcome(decisions, applied, notices(), held(decisions), changes.last());
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

  private List<Event> held(List<Decision> decisions) {
    Set<Origin> decided = new HashSet<>();
    decisions.forEach(each -> decided.add(each.event().raw().origin()));
    return history.records().values().stream()
        .filter(Event.class::isInstance)
        .map(Event.class::cast)
        .filter(event -> !decided.contains(event.raw().origin()))
        .toList();
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

    private static Bytes state(ConsumerRecord<String, String> change) {
      return change.value() == null
          ? null
          : Json.state(Json.read(change.value()).get("state").toString());
    }
  }
}
