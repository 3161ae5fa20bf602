package dev.lockstep.demo;

import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A story, and the services that write and read it. */
public final class Demonstration {
  /** How many services write in parallel. */
  public static final int PRODUCERS = 4;

  /** How many services read in parallel, and how many partitions they need. */
  public static final int CONSUMERS = 8;

  private final Script inOrder;
  private final Script inParallel;

  private Demonstration(Script inOrder, Script inParallel) {
    this.inOrder = inOrder;
    this.inParallel = inParallel;
  }

  /** The demonstrations that there are; the first is the default. */
  public static Set<String> names() {
    return Stories.names();
  }

  /**
   * A demonstration.
   *
   * @param name one of {@link #names()}
   * @param keyed whether records in parallel have their entity as key
   * @param seed what happens, and what goes wrong; how the threads race is up to them
   */
  public static Demonstration of(String name, boolean keyed, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Story story = Stories.tell(name, random);
    return new Demonstration(
        Script.inOrder(story), Script.inParallel(story, PRODUCERS, CONSUMERS, keyed, random));
  }

  /** What happens. */
  public Story story() {
    return inOrder.story();
  }

  /** What goes wrong for good afterwards, null when nothing does. */
  public @Nullable Mishap mishap() {
    return story().name().equals("orders") ? Underpaid.mishap() : null;
  }

  /** What one consumer makes of it, if one producer writes it to a topic of one partition. */
  public Finish inOrder(String servers, String topic)
      throws InterruptedException, ExecutionException {
    return Race.run(inOrder, new Clients(servers, topic));
  }

  /**
   * What {@link #CONSUMERS} consumers make of it, if {@link #PRODUCERS} write it to a topic of as
   * many partitions, and the usual things go wrong.
   */
  public Finish inParallel(String servers, String topic)
      throws InterruptedException, ExecutionException {
    return Race.run(inParallel, new Clients(servers, topic));
  }
}
