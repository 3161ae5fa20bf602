package dev.lockstep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.simulate.Finding;
import dev.lockstep.simulate.Outcome;
import dev.lockstep.simulate.ReferenceModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a job said about quarantined entities and those who look after them. */
record Mended(History history, Lines lines, Outcome came) {

  /** All that no order of events and control events explains. */
  Fits fits(Supplier<ReferenceModel> models) {
    Set<String> entities = new TreeSet<>();
    history.arrivals().forEach(each -> entities.add(each.entity()));
    history.controls().forEach(each -> entities.add(each.entity()));
    came.decisions().forEach(each -> entities.add(each.event().entity()));
    came.notices().forEach(each -> entities.add(each.entity()));
    List<Finding> violations = new ArrayList<>();
    int mostParked = 0;
    for (String entity : entities) {
      if (!entity.isEmpty()) {
        Fitting.Found found = Fitting.of(Story.of(entity, history, lines, came), models);
        found.violation().ifPresent(violations::add);
        mostParked = Math.max(mostParked, found.mostParked());
      }
    }
    return new Fits(violations, mostParked);
  }

  /** What is wrong, and how many events one quarantined entity held at the most. */
  record Fits(List<Finding> violations, int mostParked) {}

  /** Each control event is answered once, with its own id, verb, person and reason. */
  List<Finding> unanswered() {
    Map<String, List<String>> asked = new HashMap<>();
    for (ControlEvent each : history.controls()) {
      String words = "%s %s %s: %s".formatted(each.id(), each.verb(), each.by(), each.why());
      asked.computeIfAbsent(each.entity(), id -> new ArrayList<>()).add(words);
    }
    Map<String, List<String>> answered = new HashMap<>();
    for (JsonNode each : answers()) {
      JsonNode act = each.get("control");
      String words =
          "%s %s %s: %s"
              .formatted(text(act, "id"), text(act, "verb"), text(act, "by"), text(act, "why"));
      answered.computeIfAbsent(each.get("entity").asText(), id -> new ArrayList<>()).add(words);
    }
    return asked.equals(answered)
        ? List.of()
        : List.of(new Finding("all", "answers", answered + " to " + asked));
  }

  private static String text(JsonNode act, String field) {
    return act.get(field).asText();
  }

  private List<JsonNode> answers() {
    return lines.incidents().stream()
        .filter(each -> each.get("kind").asText().startsWith("CONTROL_"))
        .toList();
  }

  /** How operators fared, and how much waited for them. */
  String words(Fits fits) {
    return "%d quarantines, %d releases, asked %d: %s; parked at least %d at once in one entity, at the end %d in %d"
        .formatted(
            count("QUARANTINED"),
            count("RELEASED"),
            history.controls().size(),
            verbs(),
            fits.mostParked(),
            parked(),
            came.quarantined().size());
  }

  /** How many of what is held waits for an operator. */
  long parked() {
    return came.held().stream()
        .filter(each -> came.quarantined().containsKey(each.entity()))
        .count();
  }

  /** How many corrected events came in. */
  long corrected() {
    return done().getOrDefault("REPLACE", 0L);
  }

  /** How often each verb was carried out, and how often one was not. */
  private Map<String, Long> verbs() {
    Map<String, Long> verbs = new LinkedHashMap<>(done());
    for (String kind : List.of("CONTROL_REFUSED", "CONTROL_REPEATED")) {
      verbs.put(kind.substring("CONTROL_".length()), count(kind));
    }
    return verbs;
  }

  private Map<String, Long> done() {
    return answers().stream()
        .filter(each -> each.get("kind").asText().equals("CONTROL_DONE"))
        .collect(
            Collectors.groupingBy(
                each -> text(each.get("control"), "verb"), TreeMap::new, Collectors.counting()));
  }

  private long count(String kind) {
    return lines.incidents().stream()
        .filter(each -> each.get("kind").asText().equals(kind))
        .count();
  }
}
