package dev.lockstep.demo;

import dev.lockstep.demo.Fault.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Plain consumers on one queue: each is a thread that takes the next message, makes its call, and
 * writes to the one store. A write by itself is atomic; nothing else is.
 *
 * <p>How long a slow call takes is not told by a clock but by what others get through meanwhile, so
 * that a fast machine and a busy one show the same. It ends at once when nobody else is at work.
 */
final class Race {
  private final Map<Integer, Fault> faults;
  private final Deque<Message> queue;
  private final Set<Integer> taken = new HashSet<>();
  private final Set<Integer> done = new HashSet<>();
  private final Map<Fault.Kind, Integer> suffered = new TreeMap<>();
  private final Map<String, Map<String, String>> states = new TreeMap<>();
  private final List<Message> deliveries = new ArrayList<>();
  private final List<Break> breaks = new ArrayList<>();
  private int atWork;

  /** A consumer that sits out until others have got these offsets done. */
  private static final class Break {
    private final Set<Integer> awaited;
    private boolean over;

    Break(Set<Integer> awaited) {
      this.awaited = awaited;
    }

    int lastAwaited() {
      return Collections.max(awaited);
    }
  }

  private Race(List<Message> messages, Map<Integer, Fault> faults, int consumers) {
    this.queue = new ArrayDeque<>(messages);
    this.faults = faults;
    this.atWork = consumers;
  }

  /** Lets this many consumers work until the queue is empty. */
  static Finish run(List<Message> messages, Map<Integer, Fault> faults, int consumers)
      throws InterruptedException, ExecutionException {
    Race race = new Race(messages, faults, consumers);
    ExecutorService threads = Executors.newFixedThreadPool(consumers);
    try {
      Callable<Boolean> consumer = race::consume;
      for (Future<Boolean> finished : threads.invokeAll(Collections.nCopies(consumers, consumer))) {
        finished.get();
      }
    } finally {
      threads.shutdownNow();
    }
    return new Finish(race.states, race.deliveries, race.suffered);
  }

  private boolean consume() throws InterruptedException {
    for (Message message = take(); message != null; message = take()) {
      Fault fault = meet(message);
      if (fault != null) {
        sitOut(message, fault);
      }
      write(message);
    }
    return true;
  }

  /** The next message; one that its consumer has finished after all is not handed out again. */
  private synchronized @Nullable Message take() {
    Message next = queue.poll();
    while (next != null && done.contains(next.offset())) {
      next = queue.poll();
    }
    if (next == null) {
      atWork--;
      endBreaks();
    }
    return next;
  }

  /** Only the consumer that takes a message first meets its fault. */
  private synchronized @Nullable Fault meet(Message message) {
    return taken.add(message.offset()) ? faults.get(message.offset()) : null;
  }

  private synchronized void sitOut(Message message, Fault fault) throws InterruptedException {
    Set<Integer> awaited = new HashSet<>(fault.awaited());
    if (fault.kind() == Kind.REDELIVERED) {
      queue.addFirst(message);
      awaited.add(message.offset());
    }
    Break mine = new Break(awaited);
    breaks.add(mine);
    atWork--;
    endBreaks();
    while (!mine.over) {
      wait();
    }
    if (done.containsAll(awaited)) {
      suffered.merge(fault.kind(), 1, Integer::sum);
    }
  }

  private synchronized void write(Message message) {
    Story.apply(message, states);
    deliveries.add(message);
    done.add(message.offset());
    endBreaks();
  }

  /** Ends the breaks that have lasted long enough; if nobody is at work, the shortest one. */
  private void endBreaks() {
    breaks.stream().filter(each -> done.containsAll(each.awaited)).toList().forEach(this::end);
    if (atWork == 0) {
      breaks.stream().min(Comparator.comparingInt(Break::lastAwaited)).ifPresent(this::end);
    }
    notifyAll();
  }

  private void end(Break sitting) {
    breaks.remove(sitting);
    sitting.over = true;
    atWork++;
  }
}
