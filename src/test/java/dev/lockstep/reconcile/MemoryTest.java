package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Identity;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MemoryTest {
  private static final int LIMIT = 1_000;
  private static final MemoryPolicy POLICY = new MemoryPolicy(Long.MAX_VALUE, LIMIT);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 16, 17, 64, 999, 1_000, 1_001, 1_700, 3_500})
  void whatIsRememberedIsFoundByItsIdAndNothingElse(int events) {
    Memory memory = memoryOf(events);

    assertThat(memory.size()).isEqualTo(Math.min(events, LIMIT));
    for (int i = 1; i <= events; i++) {
      Identity identity = identity(i);
      boolean remembered = i > events - LIMIT;
      assertThat(memory.lastOf(identity.idHash(), seen -> true, events, POLICY))
          .as("event %d of %d", i, events)
          .isEqualTo(remembered ? identity : null);
    }
  }

  /** An event looks as if it was seen now and then only: then all that is remembered is read. */
  @ParameterizedTest
  @ValueSource(ints = {10, 20, 50, 200, 1_000, 5_000})
  void hardlyAnyNewEventLooksAsIfItWasSeen(int events) {
    Memory memory = memoryOf(events);

    int looked = 0;
    for (int i = events + 1; i <= events + 10_000; i++) {
      looked += memory.mayKnow(identity(i).idHash()) ? 1 : 0;
    }

    assertThat(looked).as("of 10,000 new events after %d", events).isLessThan(600);
  }

  @Test
  void aMemoryIsNotChangedByTheOnesThatGoOnFromIt() {
    Memory one = memoryOf(1);
    Memory two = one.with(identity(2), true, 2, POLICY);
    Memory other = one.with(identity(3), true, 3, POLICY);

    assertThat(one.size()).isEqualTo(1);
    assertThat(two.get(1).identity()).isEqualTo(identity(2));
    assertThat(other.get(1).identity()).isEqualTo(identity(3));
  }

  private static Memory memoryOf(int events) {
    Memory memory = Memory.EMPTY;
    for (int i = 1; i <= events; i++) {
      memory = memory.with(identity(i), true, i, POLICY);
    }
    return memory;
  }

  private static Identity identity(int number) {
    return new Identity(
        new Version.Single(number), StableHash.of("event-" + number), 1, number, number);
  }
}
