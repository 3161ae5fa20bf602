package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Memory;
import dev.lockstep.state.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EntityCacheTest {
  private static final long ROOM_FOR_ALL = 1 << 30;
  private static final int ANY_NUMBER = Integer.MAX_VALUE;

  private final Kept kept = new Kept();

  @Test
  void anEntityIsReadOnceAndThenNoMore() throws Exception {
    EntityCache cache = new EntityCache(ROOM_FOR_ALL, ANY_NUMBER, kept);
    kept.entities.put("a", stored());
    Stored first = cache.load("a");
    assertThat(cache.load("a")).isSameAs(first);
    assertThat(kept.acts).containsExactly("read a");
  }

  @Test
  void whatChangedIsWrittenBackOnceAndStays() throws Exception {
    EntityCache cache = new EntityCache(ROOM_FOR_ALL, ANY_NUMBER, kept);
    Stored last = stored();
    cache.save("a", stored());
    cache.save("a", last);
    assertThat(kept.acts).isEmpty();
    cache.writeBack();
    cache.writeBack();
    assertThat(kept.acts).containsExactly("write a");
    assertThat(kept.entities.get("a")).isSameAs(last);
    assertThat(cache.load("a")).isSameAs(last);
    assertThat(cache.changed()).isZero();
    assertThat(cache.size()).isEqualTo(1);
  }

  @Test
  void whatGrowsWhereItLiesIsWeighedAndWritten() throws Exception {
    Stored stored = stored();
    EntityCache cache = new EntityCache(ROOM_FOR_ALL, ANY_NUMBER, kept);
    cache.save("a", stored);
    cache.writeBack();
    long before = cache.bytes();
    grow(stored, 1_000);
    cache.save("a", cache.load("a"));
    assertThat(cache.bytes() - before).isGreaterThan(1_000);
    cache.writeBack();
    assertThat(kept.acts).containsExactly("write a", "write a");
  }

  @Test
  void whatHasGrownTooLargeMakesRoomItself() throws Exception {
    Stored stored = stored();
    EntityCache cache = new EntityCache(2 * bytesOfOne(), ANY_NUMBER, kept);
    cache.save("a", stored);
    grow(stored, 1_000);
    cache.save("a", stored);
    assertThat(cache.size()).isZero();
    assertThat(cache.bytes()).isZero();
    assertThat(kept.entities.get("a")).isSameAs(stored);
  }

  private static void grow(Stored stored, int events) {
    Memory.Builder memory = new Memory.Builder(events);
    for (int i = 0; i < events; i++) {
      memory.add(new Identity(new Version.Single(i), i, 0, i, i), true);
    }
    Entity before = stored.entity();
    stored.become(before, before.remembering(memory.build(0)), List.of());
  }

  @Test
  void noMoreMayWaitToBeWrittenThanIsSaid() throws Exception {
    EntityCache cache = new EntityCache(ROOM_FOR_ALL, 2, kept);
    for (String entity : List.of("a", "b", "c", "d")) {
      cache.save(entity, stored());
    }
    assertThat(cache.changed()).isEqualTo(2);
    assertThat(kept.acts).as("those that waited longest").containsExactly("write a", "write b");
    assertThat(cache.size()).isEqualTo(4);
  }

  @Test
  void thoseThatWaitAreWrittenInTheOrderInWhichTheyChangedHoweverManyThereAre() throws Exception {
    int waiting = 300;
    EntityCache cache = new EntityCache(ROOM_FOR_ALL, waiting, kept);
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      String entity = "e" + i;
      cache.save(entity, stored());
      cache.save(entity, stored());
      order.add("write " + entity);
    }
    assertThat(kept.acts).isEqualTo(order.subList(0, 5_000 - waiting));
    cache.writeBack();
    assertThat(kept.acts).containsExactlyInAnyOrderElementsOf(order);
  }

  @Test
  void thoseThatComeAgainStayWhenThereIsNoRoom() throws Exception {
    EntityCache cache = new EntityCache(20 * bytesOfOne(), ANY_NUMBER, kept);
    for (int i = 0; i < 20_000; i++) {
      String entity = i % 2 == 0 ? "hot" + i % 10 : "cold" + i;
      cache.load(entity);
      cache.save(entity, stored());
    }
    long read = kept.acts.stream().filter(act -> act.startsWith("read hot")).count();
    assertThat(read).as("reads of the five that make half of all").isLessThan(100);
  }

  @Test
  void ofThoseThatTakeTurnsAShareStays() throws Exception {
    int entities = 100;
    EntityCache cache = new EntityCache(entities / 2 * bytesOfOne(), ANY_NUMBER, kept);
    for (int i = 0; i < 100 * entities; i++) {
      cache.load("e" + i % entities);
      cache.save("e" + i % entities, stored());
    }
    long read = kept.acts.stream().filter(act -> act.startsWith("read")).count();
    assertThat(read).as("reads of 10,000, with room for half").isLessThan(7_000);
  }

  @ParameterizedTest(name = "seed {0}, room for {1}, {2} changed")
  @CsvSource({"1, 0, 1", "2, 1, 1", "3, 5, 3", "4, 20, 1", "5, 20, 20", "6, 1000, 1000"})
  void anEntityIsAlwaysWhatItWasSavedAs(long seed, int room, int changed) throws Exception {
    EntityCache cache = new EntityCache(room * bytesOfOne() + 1, changed, kept);
    Map<String, Stored> expected = new HashMap<>();
    Random random = new Random(seed);
    for (int i = 0; i < 5_000; i++) {
      String entity = "e" + (int) Math.abs(random.nextGaussian() * 30);
      assertThat(cache.load(entity)).as("seed %d", seed).isSameAs(expected.get(entity));
      if (random.nextInt(3) > 0) {
        Stored stored = stored();
        expected.put(entity, stored);
        cache.save(entity, stored);
      }
      if (random.nextInt(200) == 0) {
        cache.writeBack();
        assertThat(kept.entities).as("seed %d", seed).isEqualTo(expected);
      }
      assertThat(cache.changed()).isLessThanOrEqualTo(changed);
      assertThat(cache.bytes()).isLessThanOrEqualTo(room * bytesOfOne() + 1);
    }
  }

  private static long bytesOfOne() {
    return 130 + stored().heapBytes();
  }

  private static Stored stored() {
    return new Stored(Entity.NEW, List.of());
  }

  /** A backend that remembers what it was asked. */
  private static final class Kept implements EntityCache.Backing {
    final Map<String, Stored> entities = new HashMap<>();
    final List<String> acts = new ArrayList<>();

    @Override
    public @Nullable Stored read(String entity) {
      acts.add("read " + entity);
      return entities.get(entity);
    }

    @Override
    public Stored write(String entity, Stored stored) {
      acts.add("write " + entity);
      entities.put(entity, stored);
      return stored;
    }
  }
}
