package dev.lockstep.job;

import dev.lockstep.savepoint.Price;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code flink run} is given.
 *
 * @param spec the file
 * @param overrides {@code a.b=c}, a later one wins
 * @param accepted the prices of a changed spec that somebody takes the responsibility for
 * @param createTopics whether missing topics are made
 * @param skipEntities whether the entities of a savepoint are left unread before the start
 * @param step how much is done
 */
record EntryArguments(
    Path spec,
    List<String> overrides,
    Set<Price> accepted,
    boolean createTopics,
    boolean skipEntities,
    Step step) {
  private static final String USAGE =
      "usage: --spec FILE [--set KEY=VALUE]... [--accept PRICE]... [--skip-entities]"
          + " [--create-topics] [--check-only]; found ";

  EntryArguments {
    overrides = List.copyOf(overrides);
    accepted = Set.copyOf(accepted);
  }

  /** How much of a start is done. */
  enum Step {
    /** All is checked, and the job is started. */
    CHECK_AND_START,
    /** All is checked. */
    CHECK,
    /** As {@link #CHECK}, after one that told of the environment's warnings. */
    CHECK_SAVEPOINT,
    /** Nothing is checked again. */
    START
  }

  static EntryArguments of(String... args) {
    @Nullable Path spec = null;
    List<String> overrides = new ArrayList<>();
    Set<Price> accepted = EnumSet.noneOf(Price.class);
    boolean createTopics = false;
    boolean skipEntities = false;
    Step step = Step.CHECK_AND_START;
    Iterator<String> rest = List.of(args).iterator();
    while (rest.hasNext()) {
      String arg = rest.next();
      switch (arg) {
        case "--spec" -> spec = Path.of(value(arg, rest));
        case "--set" -> overrides.add(value(arg, rest));
        case "--accept" -> accepted.add(price(value(arg, rest)));
        case "--create-topics" -> createTopics = true;
        case "--skip-entities" -> skipEntities = true;
        case "--check-only" -> step = Step.CHECK;
        case "--check-savepoint-only" -> step = Step.CHECK_SAVEPOINT;
        case "--start-only" -> step = Step.START;
        default -> throw new StartRefused(USAGE + arg);
      }
    }
    if (spec == null) {
      throw new StartRefused(USAGE + "no --spec");
    }
    return new EntryArguments(spec, overrides, accepted, createTopics, skipEntities, step);
  }

  private static String value(String option, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new StartRefused(USAGE + option + " without a value");
    }
    return rest.next();
  }

  private static Price price(String word) {
    return Price.of(word)
        .orElseThrow(
            () -> new StartRefused("--accept takes " + Price.words() + ", not `" + word + "`"));
  }
}
