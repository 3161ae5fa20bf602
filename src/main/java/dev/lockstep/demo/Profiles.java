package dev.lockstep.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Profiles that are saved as a whole, and some of them deleted. */
final class Profiles {
  private static final List<String> USERS =
      List.of("ana", "ben", "cem", "dea", "eli", "fay", "gus", "ida");
  private static final List<String> CITIES =
      List.of("Basel", "Cork", "Graz", "Izmir", "Kiel", "Lund", "Oslo", "Porto", "Turin", "Zadar");

  private Profiles() {}

  static Story tell(SplittableRandom random) {
    List<List<Fact>> facts = USERS.stream().map(user -> saves(user, random)).toList();
    return new Story(
        "profiles",
        USERS.size() + " users move from city to city; some delete their profile.",
        "keeps the profile that the event carries",
        "user",
        "user",
        Telling.interleave(facts, random),
        Story.eachEntity(state -> state.getOrDefault("city", "(deleted)")),
        states -> "Letters go to old addresses, and a deleted profile may be back.");
  }

  private static List<Fact> saves(String user, SplittableRandom random) {
    List<Fact> facts = new ArrayList<>();
    int revision = 0;
    int city = random.nextInt(CITIES.size());
    for (int saves = random.nextInt(6, 14); saves > 0; saves--) {
      revision += random.nextInt(1, 4);
      city = (city + random.nextInt(1, CITIES.size())) % CITIES.size();
      Map<String, String> payload = Map.of("city", CITIES.get(city));
      facts.add(fact(user, revision, "ProfileSaved", payload, Effect.replace(payload)));
    }
    if (random.nextInt(3) == 0) {
      facts.add(fact(user, revision + 1, "ProfileDeleted", Map.of(), Effect.DELETE));
    }
    return facts;
  }

  private static Fact fact(
      String user, int revision, String type, Map<String, String> payload, Effect effect) {
    Map<String, Object> json = Json.object("userId", user, "revision", revision, "type", type);
    if (payload.isEmpty()) {
      json.put("deleted", true);
    }
    json.put("payload", payload);
    return new Fact(user, json, effect);
  }
}
