package dev.lockstep.demo;

import dev.lockstep.demo.Fault.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All about a race that a seed decides; who overtakes whom is up to the threads.
 *
 * @param story what happened
 * @param producers how many write it
 * @param partitions how many the topic has; as many consumers read it
 * @param routes how each message gets to the topic, by number
 * @param faults what goes wrong, by number
 */
record Script(
    Story story, int producers, int partitions, List<Route> routes, Map<Integer, Fault> faults) {
  /** How far the writing is ahead of the reading: about one message for each consumer. */
  private static final int AHEAD_AT_MOST = 8;

  Script {
    routes = List.copyOf(routes);
    faults = Map.copyOf(faults);
  }

  /** One producer, one partition, one consumer, and nothing goes wrong. */
  static Script inOrder(Story story) {
    List<Route> routes = Collections.nCopies(story.messages().size(), new Route(0, null, 0));
    return new Script(story, 1, 1, routes, Map.of());
  }

  /**
   * Several producers and partitions, and things go wrong.
   *
   * @param keyed whether records have their entity as key, and so a partition in common
   */
  static Script inParallel(
      Story story, int producers, int partitions, boolean keyed, SplittableRandom random) {
    List<Route> routes = new ArrayList<>();
    for (Message message : story.messages()) {
      int producer = random.nextInt(producers);
      routes.add(
          keyed && message.hasEntity()
              ? Route.by(message.entity(), producer, partitions)
              : Route.without(producer, partitions, random));
    }
    Map<Integer, Fault> faults = Faults.plan(story, routes, random);
    return new Script(story, producers, partitions, routes, faults);
  }

  /** The messages that a producer writes, in order. */
  List<Message> of(int producer) {
    return story.messages().stream()
        .filter(each -> routes.get(each.number()).producer() == producer)
        .toList();
  }

  Route routeOf(Message message) {
    return routes.get(message.number());
  }

  /** What has happened long before a message, and was held up by nothing. */
  Set<Integer> before(Message message) {
    return IntStream.range(0, Math.max(0, message.number() - AHEAD_AT_MOST))
        .filter(each -> routes.get(each).isOpen() && !faults.containsKey(each))
        .boxed()
        .collect(Collectors.toSet());
  }

  @Nullable Fault faultOf(Message message) {
    return faults.get(message.number());
  }

  /** How many records the topic holds in the end: what is sent again is there twice. */
  int records() {
    Predicate<Fault> again = each -> each.kind() == Kind.TWICE || each.kind() == Kind.RETRIED;
    return story.messages().size() + (int) faults.values().stream().filter(again).count();
  }
}
