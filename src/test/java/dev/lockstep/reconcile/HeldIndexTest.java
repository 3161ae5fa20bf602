package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Identity;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.HeldEntry.Since;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

final class HeldIndexTest {
  private static final long SEED = 20_261_122;

  @Test
  void whatIsHeldIsFoundAndNeverDenied() {
    Random random = new Random(SEED);
    TreeMap<Long, HeldEntry> model = new TreeMap<>();
    HeldIndex index = HeldIndex.EMPTY;
    int emptied = 0;
    for (int step = 0; step < 3_000; step++) {
      long number = random.nextInt(40);
      if (model.containsKey(number) && random.nextInt(10) > 0) {
        model.remove(number);
        index = index.without(new Version.Single(number));
        emptied += model.isEmpty() ? 1 : 0;
      } else if (step / 300 % 2 == 0) {
        HeldEntry entry = entry(number, random.nextInt(3));
        model.put(number, entry);
        index = index.with(entry);
      }
      assertSame(index, model);
    }
    assertThat(emptied).as("times that it was emptied, seed %d", SEED).isPositive();
  }

  private static void assertSame(HeldIndex index, TreeMap<Long, HeldEntry> model) {
    assertThat(index.entries()).as("seed %d", SEED).containsExactlyElementsOf(model.values());
    assertThat(index).isEqualTo(new HeldIndex(List.copyOf(model.values())));
    assertThat(index.size()).isEqualTo(model.size());
    assertThat(index.isEmpty()).isEqualTo(model.isEmpty());
    for (long number = 0; number < 40; number++) {
      Version version = new Version.Single(number);
      HeldEntry entry = model.get(number);
      assertThat(index.at(version)).isEqualTo(entry);
      assertThat(index.above(version)).isEqualTo(valueOf(model.higherEntry(number)));
      assertThat(index.below(version)).isEqualTo(valueOf(model.lowerEntry(number)));
      if (entry != null) {
        assertThat(index.mayHave(version)).isTrue();
        assertThat(index.mayHave(entry.identity().idHash())).isTrue();
      }
      if (model.isEmpty()) {
        assertThat(index.mayHave(version)).isFalse();
        assertThat(index.mayHave(number)).isFalse();
      }
    }
  }

  private static HeldEntry valueOf(Map.Entry<Long, HeldEntry> found) {
    return found == null ? null : found.getValue();
  }

  private static HeldEntry entry(long number, int variant) {
    Version version = new Version.Single(number);
    long idHash = StableHash.of(number + "-" + variant);
    return new HeldEntry(version, new Identity(version, idHash, 1, 2, 3), number, new Since(4, 5));
  }

  @Test
  void textsAreNeverDenied() {
    Version text = new Version.Text("b");
    HeldEntry entry = new HeldEntry(text, new Identity(text, 1, 1, 2, 3), 0, new Since(4, 5));

    HeldIndex index = new HeldIndex(List.of(entry));

    assertThat(index.mayHave(text)).isTrue();
    assertThat(index.mayHave(new Version.Text("a"))).isTrue();
    assertThat(HeldIndex.EMPTY.mayHave(text)).isFalse();
  }

  @Test
  void whatIsHeldWithoutVersionIsKnownByItsId() {
    Version place = new Version.Single(7);
    HeldEntry entry = new HeldEntry(place, new Identity(null, 70, 1, 2, 3), 7, new Since(4, 5));

    HeldIndex index = HeldIndex.EMPTY.with(entry);

    assertThat(index.mayHave(70)).isTrue();
    assertThat(index.mayHave(71)).isFalse();
    assertThat(index.mayHave(place)).isFalse();
  }

  @Test
  void anIndexIsNotChangedByWhatIsMadeOfIt() {
    HeldIndex one = HeldIndex.EMPTY.with(entry(1, 0));
    HeldIndex two = one.with(entry(2, 0));
    two.without(new Version.Single(1));
    two.map(entry -> entry.withSince(new Since(9, 9)));

    assertThat(one.entries()).containsExactly(entry(1, 0));
    assertThat(two.entries()).containsExactly(entry(1, 0), entry(2, 0));
    assertThat(HeldIndex.EMPTY.entries()).isEqualTo(new ArrayList<>());
  }
}
