package dev.lockstep.simulate;

import dev.lockstep.event.Version;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Producers that lose their state and count from 1 again, with new ids. */
final class Restarted {
  private Restarted() {}

  static Fault producers(double share) {
    return (drafts, chance) -> {
      Set<String> seen = new HashSet<>();
      Map<String, Long> again = new HashMap<>();
      List<Draft> all = new ArrayList<>(drafts.size());
      for (int i = 0; i < drafts.size(); i++) {
        Draft draft = drafts.get(i);
        boolean restarts = i >= drafts.size() / 2 && seen.add(draft.entity()) && chance.in(share);
        if (restarts) {
          again.put(draft.entity(), 0L);
        }
        Long counted = again.computeIfPresent(draft.entity(), (entity, number) -> number + 1);
        all.add(counted == null ? draft : reborn(draft, counted));
      }
      return all;
    };
  }

  private static Draft reborn(Draft draft, long number) {
    Draft next =
        draft.id(draft.id() + "-again").text(draft.text() + " again").version(of(draft, number));
    return number == 1 && !draft.analytics() ? next.type(Fault.BEGINS_AGAIN) : next;
  }

  private static Version of(Draft draft, long number) {
    Version version = draft.version();
    return version == null || version instanceof Version.Text
        ? new Version.Single(number)
        : version.withNumber(number);
  }
}
