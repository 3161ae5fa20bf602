package dev.lockstep.reduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Reducer;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** A user's own class as the reducer. */
final class UserReducerTest {

  private static Reducer of(Class<?> type) {
    return Reducing.of(new Reduction.UserClass(type.getName()));
  }

  private static void assertRefused(String name, String message) {
    assertThatThrownBy(() -> Reducing.of(new Reduction.UserClass(name)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(name)
        .hasMessageContaining(message);
  }

  @Test
  void aClassOnTreesStartsFromAnEmptyObjectAndCountsExactly() {
    assertThat(
            Reducing.fold(of(Account.class), "{\"amount\":12.10}", "{\"amount\":9007199254740993}"))
        .isEqualTo("{\"balance\":9007199254741005.10,\"last\":\"T\"}");
  }

  @Test
  void aClassOnBytesIsTakenTooAndItsSpaceIsTakenOut() {
    assertThat(Reducing.fold(of(Spacious.class), "{}")).isEqualTo("{\"a\":[1.0]}");
  }

  @Test
  void aStateThatIsNoJsonIsNotBelieved() {
    assertThatThrownBy(() -> Reducing.fold(of(Babbling.class), "{}"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not JSON");
  }

  @Test
  void noStateIsNoState() {
    for (Class<?> type : new Class<?>[] {NoTree.class, NoBytes.class}) {
      assertThatThrownBy(() -> Reducing.fold(of(type), "{}"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("gave no state");
    }
  }

  @Test
  void aClassThatCannotBeUsedIsRefusedWithTheReason() {
    assertRefused("com.acme.Missing", "there is no class");
    assertRefused(Hidden.class.getName(), "must be public");
    assertRefused(Closed.class.getName(), "public constructor without arguments");
    assertRefused(Demanding.class.getName(), "public constructor without arguments");
    assertRefused(Unfinished.class.getName(), "abstract");
    assertRefused(Unrelated.class.getName(), "neither JsonReducer nor Reducer");
    assertRefused(Stillborn.class.getName(), "failed to start");
    assertRefused(Poisoned.class.getName(), "failed to start");
  }

  /** The example: an account's balance, and the type of the last event. */
  public static final class Account implements JsonReducer {
    @Override
    public ObjectNode reduce(ObjectNode state, JsonNode data, Event event) {
      BigDecimal balance = state.path("balance").decimalValue();
      state.put("balance", balance.add(data.path("amount").decimalValue()));
      return state.put("last", event.type());
    }
  }

  public static final class Spacious implements Reducer {
    @Override
    public Bytes apply(Bytes state, Event event) {
      return Bytes.utf8("{ \"a\": [ 1.0 ]\n}");
    }
  }

  public static final class Babbling implements Reducer {
    @Override
    public Bytes apply(Bytes state, Event event) {
      return Bytes.utf8("bla");
    }
  }

  public static final class NoTree implements JsonReducer {
    @Override
    public ObjectNode reduce(ObjectNode state, JsonNode data, Event event) {
      return null;
    }
  }

  public static final class NoBytes implements Reducer {
    @Override
    public Bytes apply(Bytes state, Event event) {
      return null;
    }
  }

  static final class Hidden extends Sound {}

  public static final class Closed extends Sound {
    private Closed() {}
  }

  public static final class Demanding extends Sound {
    public Demanding(String argument) {}
  }

  public abstract static class Unfinished extends Sound {
    public Unfinished() {}
  }

  public static final class Unrelated {}

  public static final class Stillborn extends Sound {
    public Stillborn() {
      throw new IllegalStateException("no luck");
    }
  }

  public static final class Poisoned extends Sound {
    static final int VALUE = Integer.parseInt("none");
  }

  static class Sound implements Reducer {
    @Override
    public Bytes apply(Bytes state, Event event) {
      return event.data();
    }
  }
}
