package dev.lockstep.demo;

import dev.lockstep.demo.Fault.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The one store that all consumers write to. A write by itself is atomic; nothing else is.
 *
 * <p>How long a slow call takes is not told by a clock but by what others write meanwhile, so that
 * a fast machine and a busy one show the same.
 */
final class Store {
  private final Map<String, Map<String, String>> states = new TreeMap<>();
  private final List<Message> deliveries = new ArrayList<>();
  private final Set<Integer> done = new HashSet<>();
  private final Set<Integer> struck = new HashSet<>();
  private final Map<Kind, Integer> suffered = new TreeMap<>();

  synchronized void write(Message message) {
    Story.apply(message, states);
    deliveries.add(message);
    done.add(message.number());
    notifyAll();
  }

  /** Waits until these have taken effect. */
  synchronized void await(Set<Integer> numbers) throws InterruptedException {
    while (!done.containsAll(numbers)) {
      wait();
    }
  }

  /** Waits until one of these has nothing left to wait for; the first one, if there are more. */
  synchronized Sending awaitAny(List<Sending> candidates) throws InterruptedException {
    while (true) {
      for (Sending each : candidates) {
        if (done.containsAll(each.awaited())) {
          return each;
        }
      }
      wait();
    }
  }

  /** Whether this happens now: nothing happens to a message twice. */
  synchronized boolean suffer(Message message, Fault fault) {
    boolean first = struck.add(message.number());
    if (first) {
      suffered.merge(fault.kind(), 1, Integer::sum);
    }
    return first;
  }

  /** What the consumers came to. */
  synchronized Finish finish() {
    return new Finish(states, deliveries, suffered);
  }
}
