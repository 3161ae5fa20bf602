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

  /** More than there are bits in a word, so that versions share them. */
  private static final int NUMBERS = 150;

  @Test
  void whatIsHeldIsFoundAndNeverDenied() {
    Random random = new Random(SEED);
    TreeMap<Long, HeldEntry> model = new TreeMap<>();
    HeldIndex index = HeldIndex.EMPTY;
    int emptied = 0;
    for (int step = 0; step < 4_000; step++) {
      long number = random.nextInt(NUMBERS);
      if (model.containsKey(number) && random.nextInt(10) > 0) {
        model.remove(number);
        index = index.without(new Version.Single(number));
        emptied += model.isEmpty() ? 1 : 0;
      } else if (step / 500 % 4 == 0) {
        HeldEntry entry = entry(number, random.nextInt(3));
        model.put(number, entry);
        index = index.with(entry);
      }
      if (step % 10 == 0) {
        assertSame(index, model);
      }
    }
    assertThat(emptied).as("times that it was emptied, seed %d", SEED).isPositive();
  }

  private static void assertSame(HeldIndex index, TreeMap<Long, HeldEntry> model) {
    assertThat(index.entries()).as("seed %d", SEED).containsExactlyElementsOf(model.values());
    assertThat(index).isEqualTo(new HeldIndex(List.copyOf(model.values())));
    assertThat(index.size()).isEqualTo(model.size());
    assertThat(index.isEmpty()).isEqualTo(model.isEmpty());
    for (long number = 0; number < NUMBERS; number++) {
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
    HeldIndex three = two.map(entry -> entry.withSince(new Since(9, 9)));

    assertThat(one.entries()).containsExactly(entry(1, 0));
    assertThat(two.entries()).containsExactly(entry(1, 0), entry(2, 0));
    assertThat(three.entries()).extracting(HeldEntry::since).containsOnly(new Since(9, 9));
    assertThat(three.mayHave(new Version.Single(1))).isTrue();
    assertThat(three.mayHave(entry(2, 0).identity().idHash())).isTrue();
    assertThat(HeldIndex.EMPTY.entries()).isEqualTo(new ArrayList<>());
  }
}
