package dev.lockstep.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.event.Identity;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Memory;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredTest {
  private static final Memory TEN = memory(1, 10).build(77);

  @Test
  void whatIsKeptApartIsNotInTheValueAndInTheWholeAgain() throws Exception {
    Stored stored = stored(TEN, new Apart(7, 2));
    Stored value = stored.value();
    assertThat(value).isEqualTo(stored(memory(8, 10).build(77), new Apart(7, 2)));
    List<Memory> kept =
        List.of(memory(-1, 0).build(0), memory(1, 3).build(0), memory(4, 7).build(0));
    assertThat(value.whole(kept)).isEqualTo(stored);
  }

  @Test
  void aPartOfWhatWasKeptTogetherMayBeForgotten() throws Exception {
    Stored value = stored(memory(8, 10).build(77), new Apart(7, 5));
    List<Memory> kept = List.of(memory(-4, 3).build(0), memory(4, 7).build(0));
    assertThat(value.whole(kept)).isEqualTo(stored(TEN, new Apart(7, 5)));
  }

  @Test
  void aValueOfWhichNothingIsApartIsTheWhole() {
    Stored stored = stored(TEN, Apart.NONE);
    assertThat(stored.value()).isSameAs(stored);
  }

  @Test
  void whatIsMissingOrTooMuchIsNoticed() {
    Stored value = stored(memory(8, 10).build(77), new Apart(7, 2));
    assertThatThrownBy(() -> value.whole(List.of(memory(-1, 6).build(0))))
        .isInstanceOf(IOException.class)
        .hasMessage("8 remembered events are kept apart, and should be 7 + 2 forgotten");
    assertThatThrownBy(() -> value.whole(null)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> value.whole(List.of(memory(-1, 8).build(0))))
        .isInstanceOf(IOException.class)
        .hasMessage("10 remembered events are kept apart, and should be 7 + 2 forgotten");
  }

  @Test
  void whatTheMemoryForgetsIsForgottenApart() {
    Apart apart = new Apart(7, 2);
    Memory before = TEN.followed();
    assertThat(apart.after(before, before)).isSameAs(apart);
    assertThat(apart.after(before, before.part(0, 9))).isSameAs(apart);
    assertThat(apart.after(before, before.part(3, 10))).isEqualTo(new Apart(4, 5));
    assertThat(apart.after(before, before.part(9, 10))).isEqualTo(new Apart(0, 9));
    assertThat(apart.after(before.part(1, 10), before.part(3, 10))).isEqualTo(new Apart(5, 4));
  }

  @Test
  void aMemoryThatBeginsAnewHasForgottenAll() {
    Apart apart = new Apart(7, 2);
    assertThat(apart.after(TEN.followed(), TEN)).isEqualTo(new Apart(0, 9));
    assertThat(apart.after(TEN.followed(), Memory.EMPTY)).isEqualTo(new Apart(0, 9));
    assertThat(apart.after(TEN.followed(), TEN.followed())).isEqualTo(new Apart(0, 9));
    assertThat(Apart.NONE.after(TEN, Memory.EMPTY)).isEqualTo(Apart.NONE);
  }

  @Test
  void aFollowedMemoryIsTheSameAndStaysIt() {
    Memory followed = TEN.followed();
    assertThat(followed).isEqualTo(TEN);
    assertThat(followed.followed()).isSameAs(followed);
    assertThat(TEN.forgottenSince(TEN)).as("of a memory that nobody follows").isEqualTo(-1);
  }

  private static Stored stored(Memory memory, Apart apart) {
    return new Stored(Entity.NEW.remembering(memory), List.of(), apart);
  }

  private static Memory.Builder memory(int from, int to) {
    Memory.Builder memory = new Memory.Builder(to - from + 1);
    for (int i = from; i <= to; i++) {
      Version version = i % 2 == 0 ? new Version.Single(i) : new Version.Pair(1, i);
      memory.add(new Identity(version, i * 31L, 7, i, i * 1_000L), i % 3 == 0);
    }
    return memory;
  }
}
