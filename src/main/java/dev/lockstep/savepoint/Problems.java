package dev.lockstep.savepoint;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** What is wrong with a dump: of all that was found, what the first lines have. */
final class Problems {
  private static final int AT_MOST = 20;

  private final String word;
  private final List<String> whole = new ArrayList<>();
  private final TreeMap<Long, String> byLine = new TreeMap<>();

  Problems(String word) {
    this.word = word;
  }

  /** A line that is wrong. */
  void add(long line, String why) {
    byLine.putIfAbsent(line, word + " " + line + ": " + why);
    if (byLine.size() > AT_MOST) {
      byLine.pollLastEntry();
    }
  }

  /** An entity that an earlier line told of. */
  void addTwin(long line, String entity, long earlier) {
    add(line, "entity " + entity + " is in " + word + " " + earlier + " already");
  }

  /** The dump as a whole is wrong. */
  void add(String why) {
    whole.add(why);
  }

  /** Whether no later line can be among the first any more. */
  boolean areEnough() {
    return byLine.size() == AT_MOST;
  }

  /** What concerns the whole, then by line. */
  List<String> all() {
    List<String> all = new ArrayList<>(whole);
    all.addAll(byLine.values());
    return all;
  }
}
