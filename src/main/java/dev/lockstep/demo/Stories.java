package dev.lockstep.demo;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** The stories that there are. */
final class Stories {
  private static final Map<String, Function<SplittableRandom, Story>> BY_NAME =
      new LinkedHashMap<>();

  static {
    BY_NAME.put("door-locks", DoorLocks::tell);
    BY_NAME.put("wallet", Wallet::tell);
    BY_NAME.put("orders", Orders::tell);
    BY_NAME.put("profiles", Profiles::tell);
    BY_NAME.put("ledger", Ledger::tell);
    BY_NAME.put("ledgers", Ledgers::tell);
  }

  private Stories() {}

  /** The names of all stories; the first is the default. */
  static Set<String> names() {
    return Collections.unmodifiableSet(BY_NAME.keySet());
  }

  /** The story of this name; the same seed tells the same. */
  static Story tell(String name, SplittableRandom random) {
    Function<SplittableRandom, Story> story = BY_NAME.get(name);
    if (story == null) {
      throw new IllegalArgumentException("no story " + name + "; there are " + names());
    }
    return story.apply(random);
  }
}
