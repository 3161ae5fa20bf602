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

/**
 * Plans what goes wrong, from a seed.
 *
 * <p>Which consumer overtakes which is up to the threads. So that the harm certainly shows, a few
 * entities get a message that takes effect last of all of theirs, or once more at the end, chosen
 * so that the state is wrong whatever order the others take.
 */
final class Faults {
  private static final int VICTIMS = 3;
  private static final Kind[] KINDS = Kind.values();

  private final Story story;
  private final SplittableRandom random;
  private final Map<Integer, Fault> byOffset = new TreeMap<>();
  private final Set<String> victims = new TreeSet<>();

  private Faults(Story story, SplittableRandom random) {
    this.story = story;
    this.random = random;
  }

  /** What goes wrong, by the offset of the message. */
  static Map<Integer, Fault> plan(Story story, SplittableRandom random) {
    Faults faults = new Faults(story, random);
    faults.planHarm();
    faults.planEverydayFaults();
    return Map.copyOf(faults.byOffset);
  }

  /** Where there is one entity only, it gets both kinds. */
  private void planHarm() {
    List<List<Message>> left = new ArrayList<>(story.byEntity().values());
    boolean alone = left.size() == 1;
    Kind kind = Kind.SLOW;
    while (victims.size() < VICTIMS && !left.isEmpty()) {
      List<Message> messages = left.remove(random.nextInt(left.size()));
      if (harm(messages, kind)) {
        kind = kind == Kind.SLOW ? Kind.REDELIVERED : Kind.SLOW;
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
      if (!byOffset.containsKey(culprit.offset())
          && !Story.states(withLast(messages, culprit, kind)).equals(truth)) {
        Set<Integer> later =
            messages.subList(i + 1, messages.size()).stream()
                .map(Message::offset)
                .collect(Collectors.toSet());
        byOffset.put(culprit.offset(), new Fault(kind, later));
        victims.add(culprit.entity());
        return true;
      }
    }
    return false;
  }

  private static List<Message> withLast(List<Message> messages, Message last, Kind kind) {
    List<Message> order = new ArrayList<>(messages);
    if (kind != Kind.REDELIVERED) {
      order.remove(last);
    }
    order.add(last);
    return order;
  }

  /** A few at a time, none waiting for another: of eight consumers some are always at work. */
  private void planEverydayFaults() {
    int size = story.messages().size();
    Map<Integer, Kind> everyday = new TreeMap<>();
    for (int offset = 4; offset < size; offset += random.nextInt(5, 10)) {
      everyday.put(offset, KINDS[random.nextInt(KINDS.length)]);
    }
    Set<Integer> culprits = Set.copyOf(byOffset.keySet());
    everyday.keySet().removeAll(culprits);
    everyday.entrySet().removeIf(each -> isSpoiling(each.getKey(), each.getValue()));
    everyday.forEach(
        (offset, kind) -> {
          int past = Math.min(size - 1, offset + random.nextInt(3, 12));
          Set<Integer> awaited =
              IntStream.rangeClosed(offset + 1, past).boxed().collect(Collectors.toSet());
          awaited.removeAll(everyday.keySet());
          awaited.removeAll(culprits);
          if (!awaited.isEmpty()) {
            byOffset.put(offset, new Fault(kind, awaited));
          }
        });
  }

  /**
   * What is handled twice adds up twice, which could make up for what comes too late. And without
   * an entity nobody sees the difference.
   */
  private boolean isSpoiling(int offset, Kind kind) {
    Message message = story.messages().get(offset);
    return kind == Kind.REDELIVERED && (victims.contains(message.entity()) || !message.hasEntity());
  }
}
