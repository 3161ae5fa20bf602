package dev.lockstep.savepoint;

import java.util.ArrayList;
import java.util.List;

/** Faults as they are found: the first in words, the others counted. */
final class Faults {
  private static final int TOLD_AT_MOST = 20;

  private final List<Fault> told = new ArrayList<>();
  private long more;

  void add(String what, String wayOut) {
    if (told.size() < TOLD_AT_MOST) {
      told.add(new Fault(what, wayOut));
    } else {
      more++;
    }
  }

  /** In the order in which they were found. */
  List<Fault> all() {
    List<Fault> all = new ArrayList<>(told);
    if (more > 0) {
      all.add(new Fault("and " + more + " more", ""));
    }
    return all;
  }
}
