package dev.lockstep.spec;

import dev.lockstep.spec.SpecNode.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a spec may have and does have: once all are known, an unknown one is told what was
 * probably meant, and a missing one is only missed when no unknown one was meant to be it.
 */
final class Vocabulary {
  private final Problems problems;
  private final Map<String, Set<String>> keysByPath = new TreeMap<>();
  private final List<Stray> unknown = new ArrayList<>();
  private final List<Absent> missing = new ArrayList<>();

  private record Stray(String path, Entry entry) {}

  private record Absent(Position at, String path, String key, String hint) {}

  Vocabulary(Problems problems) {
    this.problems = problems;
  }

  void asked(String path, Set<String> keys) {
    keysByPath.computeIfAbsent(path, any -> new TreeSet<>()).addAll(keys);
  }

  void unknown(Value group, Entry entry) {
    unknown.add(new Stray(group.path(), entry));
  }

  void missing(Value group, String key, String hint) {
    missing.add(new Absent(group.node().at(), group.path(), key, hint));
  }

  /** Adds the problems of all unknown and missing keys. */
  void report() {
    unknown.forEach(this::reportUnknown);
    for (Absent absent : missing) {
      String path = Value.child(absent.path(), absent.key());
      if (problems.isSound(path)) {
        problems.error(absent.at(), path, "`" + path + "` is missing", absent.hint());
      }
    }
  }

  private void reportUnknown(Stray stray) {
    String key = stray.entry().key();
    String path = Value.child(stray.path(), key);
    Set<String> siblings = Objects.requireNonNull(keysByPath.get(stray.path()));
    String meant = Spelling.nearest(key, siblings);
    if (meant != null) {
      problems.doubt(Value.child(stray.path(), meant));
    }
    String where = stray.path().isEmpty() ? "here" : "under `" + stray.path() + "`";
    problems.error(
        stray.entry().at(),
        path,
        "`" + key + "` is not a key " + where,
        meant != null ? "did you mean `" + meant + "`?" : elsewhere(key, siblings));
  }

  private String elsewhere(String key, Set<String> siblings) {
    String home = homeOf(key);
    if (home == null) {
      return "keys here: " + String.join(", ", siblings);
    }
    problems.doubt(Value.child(home, key));
    return home.isEmpty()
        ? "`" + key + "` is a key of its own: indent it less"
        : "`" + key + "` belongs under `" + home + "`";
  }

  /** The only group that has the key, null when there is none or more than one. */
  private @Nullable String homeOf(String key) {
    List<String> homes =
        keysByPath.keySet().stream()
            .filter(path -> keysByPath.getOrDefault(path, Set.of()).contains(key))
            .toList();
    return homes.size() == 1 ? homes.get(0) : null;
  }
}
