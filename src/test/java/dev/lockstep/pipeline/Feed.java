package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static dev.lockstep.pipeline.Events.marker;

import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Random;

/**
 * The records of a whole job, drawn from a seed: shuffled, repeated, some lost, some no events,
 * some of the other lane. Under {@code wait} what comes of them does not depend on timing.
 */
final class Feed {
  private static final int ENTITIES = 30;
  private static final int VERSIONS = 40;

  private Feed() {}

  /** The same with operators at work: some of what they do is right, some comes too early. */
  static List<Decoded> operated(long seed) {
    List<Decoded> records = new ArrayList<>(of(seed));
    Random random = new Random(seed);
    List<Event> poison = new ArrayList<>();
    for (Decoded record : records) {
      if (record instanceof Event event && event.data().utf8().startsWith("!")) {
        poison.add(event);
      }
    }
    poison.sort(Comparator.comparing(event -> Objects.requireNonNull(event.version())));
    for (Event event : poison) {
      records.add(random.nextInt(records.size()), operator(random, event, records.size()));
      records.add(operator(random, event, records.size()));
    }
    return records;
  }

  private static ControlEvent operator(Random random, Event culprit, int number) {
    String id = "c" + number;
    Event corrected = event(culprit.entity(), culprit.version()).says("fixed").build();
    return switch (random.nextInt(4)) {
      case 0 ->
          QuarantineScenarios.operator(id, Verb.REPLACE, culprit.entity(), culprit.id(), corrected);
      case 1 -> QuarantineScenarios.operator(id, Verb.RELEASE, culprit.entity(), culprit.id());
      default -> QuarantineScenarios.operator(id, Verb.SKIP, culprit.entity(), culprit.id());
    };
  }

  static List<Decoded> of(long seed) {
    Random random = new Random(seed);
    List<Decoded> records = new ArrayList<>();
    for (int entity = 0; entity < ENTITIES; entity++) {
      for (int version = 1; version <= VERSIONS; version++) {
        draw(random, "e" + entity, version, records);
      }
    }
    Collections.shuffle(records, random);
    return records;
  }

  private static void draw(Random random, String entity, int version, List<Decoded> records) {
    int fate = random.nextInt(200);
    if (fate == 0) {
      return;
    }
    if (fate < 10) {
      records.add(new AnalyticsEvent("Viewed", marker(entity, version), raw("viewed")));
      return;
    }
    Events drawn = event(entity, version).at(1_000_000 + version);
    drawn = fate < 15 ? drawn.padded(5_000) : drawn;
    drawn = fate >= 15 && fate < 20 ? drawn.deletes() : drawn;
    drawn = fate >= 20 && fate < 25 ? drawn.says("!") : drawn;
    Event event = drawn.build();
    records.add(event);
    if (fate >= 150) {
      records.add(event);
    }
    if (fate >= 195) {
      records.add(new Undecodable(Flaw.UNREADABLE, "no JSON", null, null, raw("{")));
    }
  }

  private static Raw raw(String value) {
    return new Raw(Bytes.utf8(value), null, List.of(), new Origin("test", 0, 0));
  }
}
