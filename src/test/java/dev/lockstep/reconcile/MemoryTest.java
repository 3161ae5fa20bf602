package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Identity;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
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
    for (int i = events + 1; i <= events + 1_000; i++) {
      assertThat(memory.lastOf(identity(i).idHash(), seen -> true, events, POLICY)).isNull();
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

    assertThat(looked).as("of 10,000 new events after %d", events).isLessThan(150);
  }

  /** Versions of every kind, also of two in one memory, as a job may have had two. */
  @Test
  void whatIsRememberedIsFoundByItsVersionAndNothingElse() {
    List<Version> versions =
        List.of(
            new Version.Pair(1, 5),
            new Version.Pair(1, 4),
            new Version.Text("b"),
            new Version.Pair(2, 1),
            new Version.Single(9),
            new Version.Text("a"),
            new Version.Text("c"));
    Memory memory = Memory.EMPTY;
    for (int i = 0; i < versions.size(); i++) {
      memory = memory.with(identity(versions.get(i), i), true, i, POLICY);
    }

    for (int i = 0; i < versions.size(); i++) {
      Version version = versions.get(i);
      assertThat(memory.lastOf(version, seen -> true, 0, POLICY)).isEqualTo(identity(version, i));
    }
    for (Version never :
        List.of(
            new Version.Pair(2, 2),
            new Version.Pair(1, 6),
            new Version.Pair(0, 1),
            new Version.Text("bb"),
            new Version.Text("d"),
            new Version.Single(8),
            new Version.Single(10))) {
      assertThat(memory.lastOf(never, seen -> true, 0, POLICY)).as("%s", never).isNull();
    }
  }

  @Test
  void aHigherVersionThanAllIsKnownToBeNewAtOnce() {
    Memory pairs = Memory.EMPTY.with(identity(new Version.Pair(1, 5), 1), true, 1, POLICY);
    Memory texts = Memory.EMPTY.with(identity(new Version.Text("b"), 1), true, 1, POLICY);

    assertThat(pairs.mayKnow(new Version.Pair(1, 6))).isFalse();
    assertThat(pairs.mayKnow(new Version.Pair(2, 1))).isFalse();
    assertThat(pairs.mayKnow(new Version.Pair(1, 5))).isTrue();
    assertThat(texts.mayKnow(new Version.Text("c"))).isFalse();
    assertThat(texts.mayKnow(new Version.Text("b"))).isTrue();
    assertThat(Memory.EMPTY.mayKnow(new Version.Text("b"))).isFalse();
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

  /** Each with memories beside it that go on from the same one, at every size and any limit. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 8, 9, 15, 16, 17, 31, 32, 33, 40, 100})
  void aMemoryIsWhatItWouldBeIfAllOfItWereCopied(int limit) {
    Random random = new Random(limit);
    for (long rememberMillis : new long[] {Long.MAX_VALUE, 20 * limit}) {
      MemoryPolicy policy = new MemoryPolicy(rememberMillis, limit);
      List<Memory> memories = new ArrayList<>(List.of(Memory.EMPTY));
      List<List<Identity>> expected = new ArrayList<>(List.of(List.of()));
      for (int i = 1; i <= 1_500; i++) {
        int one = random.nextInt(memories.size());
        long now = 10L * i;
        Identity identity = identity(version(random, i), i, now - random.nextInt(200));
        Memory next = memories.get(one).with(identity, true, now, policy);
        List<Identity> longer = remembered(expected.get(one), now - rememberMillis, limit - 1);
        longer.add(identity);
        int place = random.nextInt(3);
        if (memories.size() <= place) {
          memories.add(next);
          expected.add(longer);
        } else {
          memories.set(place, next);
          expected.set(place, longer);
        }
        for (int each = 0; each < memories.size(); each++) {
          assertThat(identities(memories.get(each)))
              .as("limit %d, memory %d after event %d", limit, each, i)
              .isEqualTo(expected.get(each));
        }
        Identity sought = identity(version(random, i), random.nextInt(i + 1), 0);
        assertThat(next.lastOf(sought.idHash(), seen -> true, 0, POLICY))
            .isEqualTo(last(longer, known -> known.idHash() == sought.idHash()));
        assertThat(next.lastOf(sought.version(), seen -> true, 0, POLICY))
            .isEqualTo(last(longer, known -> sought.version().equals(known.version())));
      }
    }
  }

  /** Of these the newest, without those before the first that is young enough. */
  private static List<Identity> remembered(List<Identity> all, long fromMillis, int atMost) {
    return all.stream()
        .skip(Math.max(0, all.size() - atMost))
        .dropWhile(identity -> identity.timeMillis() < fromMillis)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Identity last(List<Identity> all, Predicate<Identity> wanted) {
    return all.stream().filter(wanted).reduce((one, later) -> later).orElse(null);
  }

  /** Of every kind, and so few that some come twice; 0 is what a row has where it has no number. */
  private static Version version(Random random, int number) {
    int near = Math.max(0, number - random.nextInt(40));
    return switch (random.nextInt(6)) {
      case 0 -> new Version.Pair(1, near);
      case 1 -> new Version.Text("v" + near);
      case 2 -> new Version.Single(0);
      default -> new Version.Single(near);
    };
  }

  private static List<Identity> identities(Memory memory) {
    return IntStream.range(0, memory.size()).mapToObj(i -> memory.get(i).identity()).toList();
  }

  /** While it grows, and while as many are forgotten as come. */
  @ParameterizedTest
  @ValueSource(ints = {17, 50, 100, 1_000})
  void aMemoryTakesHalfAsMuchAgainAsItsRowsAtMost(int limit) {
    MemoryPolicy policy = new MemoryPolicy(Long.MAX_VALUE, limit);
    Memory memory = Memory.EMPTY;
    for (int i = 1; i <= 3 * limit; i++) {
      memory = memory.with(identity(i), true, i, policy);
      assertThat(memory.heapBytes())
          .as("%d events, at most %d", i, limit)
          .isBetween(40L * memory.size(), 58L * memory.size() + 1_400);
    }
  }

  /** Where the first that is remembered lies in its piece is chance: here it is all of them. */
  @Test
  void aMemoryThatHasShrunkIsAsSmallAsOneThatWasNeverLarge() {
    for (int burst = 200; burst < 232; burst++) {
      MemoryPolicy few = new MemoryPolicy(8, LIMIT);
      Memory memory = memoryOf(burst);
      for (int i = burst + 1; i <= burst + 100; i++) {
        memory = memory.with(identity(i), true, i, few);
        if (i > burst + 50) {
          assertThat(memory.size()).isEqualTo(9);
          assertThat(memory.heapBytes()).as("after %d events", i).isLessThan(800);
        }
      }
    }
  }

  @Test
  void whatIsForgottenTakesNoRoomForLong() {
    Memory memory = memoryOf(LIMIT);

    MemoryPolicy shorter = new MemoryPolicy(10, LIMIT);
    memory = memory.with(identity(LIMIT + 1), true, LIMIT + 1, shorter);

    assertThat(memory.size()).isEqualTo(11);
    assertThat(memory.heapBytes()).isLessThan(1_500);
    assertThat(memory.lastOf(identity(LIMIT).idHash(), seen -> true, LIMIT, shorter))
        .isEqualTo(identity(LIMIT));
  }

  @Test
  void longMemoriesAreCopiedSeldom() {
    Memory memory = memoryOf(LIMIT);
    int copies = 0;
    for (int i = LIMIT + 1; i <= 11 * LIMIT; i++) {
      Memory next = memory.with(identity(i), true, i, POLICY);
      copies += next.sharesWith(memory) ? 0 : 1;
      memory = next;
    }
    assertThat(copies).as("copies in 10,000 events").isLessThan(50);
  }

  /** Each copy is an array that is thrown away. */
  @Test
  void aMemoryThatGrowsIsSoonInPieces() {
    Memory memory = Memory.EMPTY;
    List<Integer> copiedAt = new ArrayList<>();
    for (int i = 1; i <= 100; i++) {
      Memory next = memory.with(identity(i), true, i, POLICY);
      if (!next.sharesWith(memory)) {
        copiedAt.add(i);
      }
      memory = next;
    }
    assertThat(copiedAt).containsExactly(1, 4, 7, 49, 81);
  }

  @Test
  void whatWasReadTakesInOneMoreWithoutACopy() {
    for (int events = 1; events <= 40; events++) {
      Memory.Builder read = new Memory.Builder(events);
      for (int i = 1; i <= events; i++) {
        read.add(identity(i), true);
      }
      Memory memory = read.build(Long.MIN_VALUE);

      Memory next = memory.with(identity(events + 1), true, events + 1, POLICY);

      boolean whole = events % 16 == 0;
      assertThat(next.sharesWith(memory)).as("%d events", events).isEqualTo(!whole);
      assertThat(next.size()).isEqualTo(events + 1);
    }
  }

  @Test
  void versionsThatAreNoNumbersTakeMore() {
    Memory numbers = Memory.EMPTY.with(identity(1), true, 1, POLICY);
    Version.Text text = new Version.Text("x".repeat(1_000));
    Memory texts = Memory.EMPTY.with(identity(text, 1), true, 1, POLICY);

    assertThat(texts.heapBytes() - numbers.heapBytes()).isBetween(1_000L, 1_200L);
  }

  private static Memory memoryOf(int events) {
    Memory memory = Memory.EMPTY;
    for (int i = 1; i <= events; i++) {
      memory = memory.with(identity(i), true, i, POLICY);
    }
    return memory;
  }

  private static Identity identity(int number) {
    return identity(new Version.Single(number), number);
  }

  private static Identity identity(Version version, int number) {
    return identity(version, number, number);
  }

  private static Identity identity(Version version, int number, long timeMillis) {
    return new Identity(version, StableHash.of("event-" + number), 1, number, timeMillis);
  }
}
