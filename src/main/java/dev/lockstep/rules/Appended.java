package dev.lockstep.rules;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;

/**
 * A list that another one was added to. Lists that grow step by step, as those of {@code map} and
 * {@code filter} do, share what they have in common.
 */
final class Appended extends AbstractList<Object> {
  private final List<Object> shared;
  private final int size;

  private Appended(List<Object> shared) {
    this.shared = shared;
    this.size = shared.size();
  }

  static List<?> of(List<?> first, List<?> second, Frame frame) {
    frame.charge(second.size());
    if (first instanceof Appended grown && grown.size == grown.shared.size()) {
      grown.shared.addAll(second);
      return new Appended(grown.shared);
    }
    frame.charge(first.size());
    List<Object> all = new ArrayList<>(first);
    all.addAll(second);
    return new Appended(all);
  }

  @Override
  public Object get(int index) {
    if (index >= size) {
      throw new IndexOutOfBoundsException(index);
    }
    return shared.get(index);
  }

  @Override
  public int size() {
    return size;
  }
}
