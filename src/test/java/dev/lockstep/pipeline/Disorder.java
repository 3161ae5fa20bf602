package dev.lockstep.pipeline;

import static dev.lockstep.pipeline.Events.event;
import static dev.lockstep.pipeline.Events.marker;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * A stream drawn from a seed: many entities, events displaced, repeated, lost, forged, large and
 * deleting, watermarks in between, and a policy to meet them.
 */
record Disorder(Policies policies, List<Arrival> arrivals, int watermarkEvery) {
  private static final int ENTITIES = 9;
  private static final int VERSIONS = 14;

  static Disorder of(long seed) {
    Random random = new Random(seed);
    List<Arrival> arrivals = new ArrayList<>();
    for (int entity = 0; entity < ENTITIES; entity++) {
      for (int version = 1; version <= VERSIONS; version++) {
        draw(random, "e" + entity, version, arrivals);
      }
    }
    Collections.shuffle(arrivals, random);
    arrivals.sort((a, b) -> Long.compare(bucket(a), bucket(b)));
    return new Disorder(policies(random), arrivals, 3 + random.nextInt(20));
  }

  /** Events are out of place by up to four places; what has none comes where the shuffle says. */
  private static long bucket(Arrival arrival) {
    return arrival instanceof Event event ? event.timeMillis() / 40 : 0;
  }

  private static void draw(Random random, String entity, int version, List<Arrival> arrivals) {
    Events drawn = event(entity, version).at(version * 10L + random.nextInt(5));
    int fate = random.nextInt(100);
    if (fate < 5) {
      return;
    }
    if (fate < 8) {
      arrivals.add(marker(entity, version));
      return;
    }
    drawn = fate < 15 ? drawn.padded(5_000) : drawn;
    drawn = fate >= 15 && fate < 18 ? drawn.deletes() : drawn;
    drawn = fate >= 18 && fate < 20 ? drawn.says("!") : drawn;
    arrivals.add(drawn.build());
    if (fate >= 60 && fate < 75) {
      arrivals.add(drawn.build());
    }
    if (fate >= 75 && fate < 80) {
      arrivals.add(drawn.says("forged").id("forged " + version).build());
    }
  }

  private static Policies policies(Random random) {
    OrderBy by = OrderBy.values()[random.nextInt(OrderBy.values().length)];
    Policies policies = Policies.by(random.nextInt(3) == 0 ? by : OrderBy.VERSION);
    policies = policies.onGap(OnGap.values()[random.nextInt(OnGap.values().length)]);
    policies = random.nextInt(4) == 0 ? policies.firstSeen() : policies;
    policies = random.nextInt(4) == 0 ? policies.skippingAtEnd() : policies;
    policies = policies.holding(2 + random.nextInt(8));
    return random.nextInt(3) == 0 ? policies.quarantining(ENTITIES) : policies;
  }

  /** The watermark after so many arrivals. */
  static long watermarkAfter(int arrivals) {
    return arrivals * 3L - 60;
  }
}
