package dev.lockstep.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.pipeline.EntityCache.Place;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.state.Stored;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityTableTest {
  private static final Stored STORED = new Stored(Entity.NEW, List.of());

  private final EntityTable table = new EntityTable();
  private final Map<String, Place> expected = new HashMap<>();

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3})
  void whatWasAddedAndNotRemovedIsFoundAndNothingElse(long seed) {
    Random random = new Random(seed);
    int address = 0;
    for (int i = 0; i < 20_000; i++) {
      String entity = "e" + random.nextInt(3_000);
      Place place = table.find(entity);
      assertThat(place).as("seed %d, step %d", seed, i).isSameAs(expected.get(entity));
      if (place == null) {
        add(entity);
      } else if (random.nextBoolean()) {
        address = table.next(address);
        expected.remove(table.at(address).entity);
        table.remove(address);
      }
    }
    assertThat(table.size()).isEqualTo(expected.size());
    for (int i = 0; i < 3_000; i++) {
      assertThat(table.find("e" + i)).isSameAs(expected.get("e" + i));
    }
  }

  @ParameterizedTest(name = "{0} places")
  @ValueSource(ints = {1, 2, 700})
  void goingRoundComesByEachPlaceOnce(int places) {
    for (int i = 0; i < places; i++) {
      add("e" + i);
    }
    Set<String> seen = new HashSet<>();
    int address = 0;
    for (int i = 0; i < places; i++) {
      address = table.next(address);
      seen.add(table.at(address).entity);
    }
    assertThat(seen).isEqualTo(expected.keySet());
  }

  private void add(String entity) {
    Place place = new Place(entity, STORED);
    table.add(place);
    expected.put(entity, place);
  }
}
