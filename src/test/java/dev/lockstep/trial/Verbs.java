package dev.lockstep.trial;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Version;
import dev.lockstep.simulate.Chance;
import dev.lockstep.simulate.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What operators write about one quarantined entity, drawn by chance: mostly what helps, but also
 * what is wrong, comes twice or too late.
 *
 * @param entity the entity
 * @param notice what is known of it
 * @param asked how many control events were sent for it before
 * @param chance what decides; out of a hundred, so many of each
 */
record Verbs(String entity, JsonNode notice, int asked, Chance chance) {

  /** One control record, or two: of operators who do not know of each other, or under one id. */
  List<String> draw() {
    Map<String, Object> first = notice.get("event").isNull() ? aboutGap() : aboutCulprit();
    List<String> lines = new ArrayList<>(List.of(Json.of(first)));
    if (chance.in(0.2)) {
      Map<String, Object> second = new TreeMap<>(first);
      second.put("by", "bob");
      if (chance.in(0.4)) {
        second.put("control", id(asked + 1));
      }
      lines.add(Json.of(second));
    }
    return lines;
  }

  private Map<String, Object> aboutCulprit() {
    int draw = chance.below(100);
    if (draw < 12) {
      return wrong();
    } else if (draw < 24) {
      return control(Verb.RELEASE, culprit());
    } else if (draw < 27) {
      return replace(corrected(Invariants.POISON + "9"));
    } else if (draw < 30) {
      return replace(corrected("8").version(culpritVersion(1)));
    } else if (draw < 33) {
      return replace(corrected("7").id(culprit()));
    } else if (draw < 60) {
      return replace(corrected("6"));
    } else if (draw < 63) {
      return control(Verb.FORGET, null);
    } else if (draw < 65) {
      return to(Verb.RESET, culpritVersion(1));
    }
    return there(control(Verb.SKIP, culprit()), "");
  }

  private Map<String, Object> aboutGap() {
    String[] ends = culprit().split("\\.\\.");
    long to = Long.parseLong(ends[ends.length - 1]);
    int draw = chance.below(100);
    if (draw < 12) {
      return wrong();
    } else if (draw < 30) {
      return control(Verb.RELEASE, culprit());
    } else if (draw < 45) {
      return to(Verb.ADVANCE, new Version.Single(to + chance.below(4)));
    } else if (draw < 48) {
      return replace(draft(new Version.Single(to), "6"));
    }
    return control(Verb.SKIP, culprit());
  }

  /** What changes nothing: another culprit, another place, or an id that was used before. */
  private Map<String, Object> wrong() {
    Map<String, Object> right = control(chance.of(List.of(Verb.SKIP, Verb.RELEASE)), culprit());
    return switch (chance.below(4)) {
      case 0 -> {
        right.put("culprit", culprit() + "0");
        yield right;
      }
      case 1 -> there(right, "0");
      case 2 -> control(Verb.INSPECT, null);
      default -> {
        right.put("control", id(Math.max(0, asked - 1 - chance.below(3))));
        yield right;
      }
    };
  }

  private String culprit() {
    return notice.get("culprit").asText();
  }

  private Version culpritVersion(int further) {
    Version version = Json.version(notice.get("event").get("version"));
    return version.withNumber(version.number() + further);
  }

  private Draft corrected(String text) {
    return draft(culpritVersion(0), text);
  }

  private Draft draft(Version version, String text) {
    JsonNode event = notice.get("event");
    long millis = event.isNull() ? 1_700_000_000_000L : event.get("time").asLong();
    return Draft.of(entity, version, millis).id(id(asked) + "-right").type("Changed").text(text);
  }

  private Map<String, Object> replace(Draft corrected) {
    Map<String, Object> control = control(Verb.REPLACE, culprit());
    control.put("event", Json.read(Written.value(corrected)));
    return control;
  }

  private Map<String, Object> to(Verb verb, Version version) {
    Map<String, Object> control = control(verb, null);
    control.put("version", version.number());
    return control;
  }

  /** Says where the culprit was read, which is true unless something is put behind it. */
  private Map<String, Object> there(Map<String, Object> control, String behind) {
    JsonNode at = notice.get("culpritAt");
    control.put("culprit-at", (at.isTextual() ? at.asText() : "nowhere/0@0") + behind);
    return control;
  }

  private Map<String, Object> control(Verb verb, String culprit) {
    Map<String, Object> control = new TreeMap<>();
    control.put("control", id(asked));
    control.put("entity", entity);
    control.put("verb", verb.name().toLowerCase(Locale.ROOT));
    control.put("by", "ann");
    control.put("why", "as it was drawn");
    if (culprit != null) {
      control.put("culprit", culprit);
    }
    return control;
  }

  private String id(int nth) {
    return entity + "-asked-" + nth;
  }
}
