package dev.lockstep.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Doors that report what happens to them. */
final class DoorLocks {
  private static final List<String> DOORS =
      List.of("attic", "back", "cellar", "front", "garage", "gate", "office", "shed");
  private static final List<Report> DAY =
      List.of(
          new Report("Unlocked", "lock", "unlocked"),
          new Report("DoorOpened", "position", "open"),
          new Report("DoorClosed", "position", "closed"),
          new Report("Locked", "lock", "locked"));

  private record Report(String type, String field, String value) {}

  private DoorLocks() {}

  static Story tell(SplittableRandom random) {
    List<List<Fact>> facts = DOORS.stream().map(door -> reports(door, random)).toList();
    return new Story(
        "door-locks",
        DOORS.size() + " doors report when they are unlocked, opened, closed and locked.",
        "sets what the report says",
        "door",
        "door",
        Telling.interleave(facts, random),
        Story.eachEntity(DoorLocks::show),
        states ->
            "A door that the system takes for locked may stand open, and the other way round.");
  }

  /** Some doors are left as they are in the middle of a day. */
  private static List<Fact> reports(String door, SplittableRandom random) {
    int count = DAY.size() * random.nextInt(3, 6) - (random.nextInt(4) == 0 ? 2 : 0);
    List<Fact> facts = new ArrayList<>();
    for (int version = 1; version <= count; version++) {
      Report report = DAY.get((version - 1) % DAY.size());
      Map<String, String> payload = Map.of(report.field(), report.value());
      Map<String, Object> json =
          Json.object("door", door, "version", version, "type", report.type(), "payload", payload);
      facts.add(new Fact(door, json, Effect.patch(payload)));
    }
    return facts;
  }

  private static String show(Map<String, String> state) {
    return state.getOrDefault("position", "-") + ", " + state.getOrDefault("lock", "-");
  }
}
