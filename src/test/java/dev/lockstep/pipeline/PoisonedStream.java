package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;

import dev.lockstep.event.Event;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * One stream with poison in it, and the same without: out of place, with repeats, drawn from a
 * seed.
 *
 * @param clean all events in the order of their arrival, none of them poison
 * @param poisoned the same, some of them poison
 * @param culprits the version of the poison, by entity
 */
record PoisonedStream(List<Event> clean, List<Event> poisoned, Map<String, Long> culprits) {
  static final int VERSIONS = 8;
  private static final int DISPLACED_BY = 50_000;

  /** An event of one of the streams, where it stands in both. */
  private record Placed(double at, Event event) {}

  static PoisonedStream of(long seed, int entities, int poisoned) {
    Random random = new Random(seed);
    Map<String, Long> culprits = culprits(random, entities, poisoned);
    List<Placed> placed = new ArrayList<>();
    for (int version = 1; version <= VERSIONS; version++) {
      for (int entity = 0; entity < entities; entity++) {
        Event event = event("e" + entity, version).at(version).build();
        double at = placed.size() + displacement(random);
        placed.add(new Placed(at, event));
        if (random.nextInt(20) == 0) {
          placed.add(new Placed(at + displacement(random), event));
        }
      }
    }
    placed.sort(Comparator.comparingDouble(Placed::at));
    List<Event> clean = placed.stream().map(Placed::event).toList();
    List<Event> withPoison = clean.stream().map(event -> poison(event, culprits)).toList();
    return new PoisonedStream(clean, withPoison, culprits);
  }

  /** One event in ten overtakes or is overtaken by others, of its own entity too. */
  private static double displacement(Random random) {
    return random.nextInt(10) == 0 ? random.nextInt(DISPLACED_BY) : 0;
  }

  private static Map<String, Long> culprits(Random random, int entities, int poisoned) {
    List<Integer> numbers = new ArrayList<>();
    for (int entity = 0; entity < entities; entity++) {
      numbers.add(entity);
    }
    Collections.shuffle(numbers, random);
    Map<String, Long> culprits = new TreeMap<>();
    for (int number : numbers.subList(0, poisoned)) {
      culprits.put("e" + number, 1L + random.nextInt(VERSIONS));
    }
    return culprits;
  }

  private static Event poison(Event event, Map<String, Long> culprits) {
    Long culprit = culprits.get(event.entity());
    return culprit != null && String.valueOf(event.version()).equals(culprit.toString())
        ? event(event.entity(), culprit).at(event.timeMillis()).says("!").build()
        : event;
  }
}
