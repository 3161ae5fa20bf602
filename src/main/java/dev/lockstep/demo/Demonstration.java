package dev.lockstep.demo;

import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;

/**
 * A story, and what plain consumers make of it.
 *
 * @param story what happened
 * @param one what a single consumer comes to
 * @param many what {@link #CONSUMERS} parallel ones come to
 */
public record Demonstration(Story story, Finish one, Finish many) {
  /** How many consumers work in parallel. */
  public static final int CONSUMERS = 8;

  /** The demonstrations that there are; the first is the default. */
  public static Set<String> names() {
    return Stories.names();
  }

  /**
   * Lets plain consumers work on a story.
   *
   * @param name one of {@link #names()}
   * @param seed what happens, and what goes wrong; how the threads race is up to them
   */
  public static Demonstration run(String name, long seed)
      throws InterruptedException, ExecutionException {
    SplittableRandom random = new SplittableRandom(seed);
    Story story = Stories.tell(name, random);
    Map<Integer, Fault> faults = Faults.plan(story, random);
    return new Demonstration(
        story,
        Race.run(story.messages(), faults, 1),
        Race.run(story.messages(), faults, CONSUMERS));
  }
}
