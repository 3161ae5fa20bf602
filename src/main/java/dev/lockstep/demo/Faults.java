package dev.lockstep.demo;

import dev.lockstep.demo.Fault.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Plans what goes wrong, from a seed.
 *
 * <p>Which consumer overtakes which is up to the threads. So that the harm certainly shows, a few
 * entities get a message that takes effect last of all of theirs, or once more at the end, chosen
 * so that the state is wrong whatever order the others take.
 *
 * <p>Nobody waits for one who waits: what is awaited has no fault of its own, and slow calls wait
 * for open partitions, on which there are none. The messages that do the harm wait for all others
 * of their entity, and nobody for them.
 */
final class Faults {
  private static final int VICTIMS = 3;
  private static final int FIRST = 4;
  private static final int GAP_AT_LEAST = 5;
  private static final int GAP_AT_MOST = 10;

  private final Story story;
  private final List<Route> routes;
  private final SplittableRandom random;
  private final Map<Integer, Fault> byNumber = new TreeMap<>();
  private final Set<String> victims = new TreeSet<>();

  private Faults(Story story, List<Route> routes, SplittableRandom random) {
    this.story = story;
    this.routes = routes;
    this.random = random;
  }

  /** What goes wrong, by the number of the message. */
  static Map<Integer, Fault> plan(Story story, List<Route> routes, SplittableRandom random) {
    Faults faults = new Faults(story, routes, random);
    faults.planHarm();
    faults.planEverydayFaults();
    return Map.copyOf(faults.byNumber);
  }

  /** Where there is one entity only, it gets both kinds. */
  private void planHarm() {
    List<List<Message>> left = new ArrayList<>(story.byEntity().values());
    boolean alone = left.size() == 1;
    Kind kind = Kind.LATE;
    while (victims.size() < VICTIMS && !left.isEmpty()) {
      List<Message> messages = left.remove(random.nextInt(left.size()));
      if (harm(messages, kind)) {
        kind = kind == Kind.LATE ? Kind.TWICE : Kind.LATE;
      }
      if (alone) {
        harm(messages, kind);
      }
    }
  }

  private boolean harm(List<Message> messages, Kind kind) {
    Map<?, ?> truth = Story.states(messages);
    for (int i = messages.size() - 2; i >= 0; i--) {
      Message culprit = messages.get(i);
      if (!byNumber.containsKey(culprit.number())
          && !Story.states(withLast(messages, culprit, kind)).equals(truth)) {
        Set<Integer> others =
            messages.stream()
                .map(Message::number)
                .filter(number -> number != culprit.number())
                .collect(Collectors.toSet());
        byNumber.put(culprit.number(), new Fault(kind, others));
        victims.add(culprit.entity());
        return true;
      }
    }
    return false;
  }

  private static List<Message> withLast(List<Message> messages, Message last, Kind kind) {
    List<Message> order = new ArrayList<>(messages);
    if (!kind.isTwofold()) {
      order.remove(last);
    }
    order.add(last);
    return order;
  }

  /** All that can go wrong does so in turn; the next one waits for a message that it suits. */
  private void planEverydayFaults() {
    Map<Integer, Kind> everyday = new TreeMap<>();
    List<Kind> kinds = Stream.of(Kind.values()).filter(this::suitsStory).toList();
    int turn = random.nextInt(kinds.size());
    int number = FIRST;
    while (number < story.messages().size()) {
      Kind kind = kinds.get(turn % kinds.size());
      if (suits(number, kind)) {
        everyday.put(number, kind);
        turn++;
        number += random.nextInt(GAP_AT_LEAST, GAP_AT_MOST);
      }
      number++;
    }
    Set<Integer> faulty = new TreeSet<>(everyday.keySet());
    faulty.addAll(byNumber.keySet());
    everyday.forEach(
        (each, kind) -> {
          Set<Integer> awaited = kind.isWaiting() ? next(each, kind, faulty) : Set.of();
          if (!awaited.isEmpty() || !kind.isWaiting()) {
            byNumber.put(each, new Fault(kind, awaited));
          }
        });
  }

  /** A victim is not handled twice every day as well: a sum could make up for what is late. */
  private boolean suitsStory(Kind kind) {
    return !kind.isTwofold() || !victims.containsAll(story.byEntity().keySet());
  }

  private boolean suits(int number, Kind kind) {
    Message message = story.messages().get(number);
    boolean seen = message.hasEntity() && !victims.contains(message.entity());
    return !byNumber.containsKey(number)
        && (seen || !kind.isTwofold())
        && (kind != Kind.SLOW || !isOpen(number));
  }

  /** A few of those that come next. */
  private Set<Integer> next(int number, Kind kind, Set<Integer> faulty) {
    int last = Math.min(story.messages().size() - 1, number + random.nextInt(3, 12));
    return IntStream.rangeClosed(number + 1, last)
        .filter(each -> !faulty.contains(each) && (kind != Kind.SLOW || isOpen(each)))
        .boxed()
        .collect(Collectors.toSet());
  }

  private boolean isOpen(int number) {
    return routes.get(number).isOpen();
  }
}
