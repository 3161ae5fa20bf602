package dev.lockstep.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must hold after an event, given the state before it and the event itself. */
class InvariantsTest {
  private static final Event SET = Asking.event("Set", "{\"a\": 5, \"b\": {\"c\": [1]}}");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "event.type == 'Set'       | holds",
        "event.type == 'Cleared'   | event.type = \"Set\"",
        "event.id == 'id-1'        | holds",
        "event.source == 'shop'    | holds",
        "event.entity == 'e-1'     | holds",
        "event.version == 7        | holds",
        "event.version < 7         | event.version = 7",
        "event.time == timestamp('1970-01-01T00:00:05Z') | holds",
        "event.time == timestamp('1970-01-01T00:00:06Z') | event.time = 1970-01-01T00:00:05Z",
        "event.delete              | event.delete = false",
        "event.data.a == 5         | holds",
        "event.data.b.c[0] == 2    | event.data.b.c = a list of 1",
        "event.data.x == 5         | could not be asked: event.data.x is missing",
        "event.type.x == 5         | -",
      })
  void aCheckMayAskAboutTheEvent(String check, String said) {
    if (said.equals("-")) {
      assertThat(Check.of(check).faults()).isNotEmpty();
    } else {
      assertThat(Asking.after(null, "{}", SET, check)).isEqualTo(said);
    }
  }

  @Test
  void aVersionIsANumberAPairATextOrNone() {
    assertThat(asked(new Version.Pair(2, 5), "event.version == [2, 5]")).isEqualTo("holds");
    assertThat(asked(new Version.Text("00A"), "event.version > '00'")).isEqualTo("holds");
    assertThat(asked(null, "event.version == null")).isEqualTo("holds");
  }

  private static String asked(Version version, String check) {
    return Asking.after(null, "{}", Asking.event("Set", version, "{}"), check);
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = "::",
      nullValues = "none",
      quoteCharacter = '~',
      value = {
        "none      :: {\"a\": 1} :: previous == null || state.a >= previous.a :: holds",
        "{\"a\": 1} :: {\"a\": 1} :: previous == null || state.a >= previous.a :: holds",
        "{\"a\": 2} :: {\"a\": 1} :: previous == null || state.a >= previous.a :: state.a = 1, previous.a = 2",
        "none      :: {\"a\": 1} :: !has(previous.a) || state.a >= previous.a :: holds",
        "none      :: {\"a\": 1} :: state.a >= previous.a :: could not be asked: previous is null, and has no `a`; state.a = 1",
        "{\"b\": 2} :: {\"a\": 1} :: state.a >= previous.a :: could not be asked: previous.a is missing; state.a = 1",
        "{\"a\": 1, \"b\": [1, 2.0]} :: {\"b\": [1.0, 2], \"a\": 1.0} :: state == previous :: holds",
      })
  void aCheckMayAskAboutTheStateBefore(String before, String after, String check, String said) {
    assertThat(Asking.after(before, after, SET, check)).isEqualTo(said);
  }

  @Test
  void theFirstThatDoesNotHoldIsTold() {
    Rules rules =
        open(
            new Invariant("one", "state.a == 1"),
            new Invariant("two", "state.b == 2"),
            new Invariant("three", "state.c == 3"));

    assertThat(check(rules, "{\"a\": 1, \"b\": 2, \"c\": 3}")).isNull();
    assertThat(check(rules, "{\"a\": 1, \"b\": 1, \"c\": 1}"))
        .isEqualTo(new Violation(Reason.INVARIANT, "two", "state.b = 1"));
    assertThat(check(rules, "{\"c\": 1}"))
        .isEqualTo(
            new Violation(Reason.INVARIANT, "one", "could not be asked: state.a is missing"));
  }

  @Test
  void theSameArgumentsGiveTheSameAnswerWhateverWasAskedBefore() {
    Rules rules = open(new Invariant("one", "state.l.filter(x, x > 1).size() == 2"));
    for (int i = 0; i < 3; i++) {
      assertThat(check(rules, "{\"l\": [1, 2, 3]}")).isNull();
      assertThat(check(rules, "{\"l\": [2, 2, 3]}")).isNotNull();
    }
  }

  @Test
  void whatNoCheckReadsIsPassedOver() {
    String tooLong = "1".repeat(1_200);
    String state = "{\"x\": {\"a\": " + tooLong + "}, \"y\": [" + tooLong + "], \"a\": 1}";
    assertThat(check(open(new Invariant("one", "state.a == 1")), state)).isNull();
    assertThat(check(open(new Invariant("one", "state.x.a > 1")), state).detail())
        .isEqualTo("could not be asked: a number of 1200 characters, at most 1100");
  }

  @Test
  void aNumberWithAnExponentThatNothingCanHoldIsNoAnswerAndTheOtherSideDecides() {
    String state = "{\"x\": 100e2147483647}";
    assertThat(check(open(new Invariant("one", "state.x > 0")), state).rule()).isEqualTo("one");
    assertThat(check(open(new Invariant("one", "state.x > 0 || true")), state)).isNull();
  }

  @Test
  void aDataDocumentThatIsMissingIsNoAnswer() {
    assertThat(Asking.after(null, "{}", Asking.event("Set", ""), "event.data.a == 1"))
        .isEqualTo("could not be asked: event.data is missing");
  }

  @Test
  void whatIsHiddenIsNotTold() {
    Set<String> hidden = Set.of("/card/number", "/pin");
    String state = "{\"card\": {\"number\": \"4111\", \"name\": \"Ana\"}, \"pin\": {\"a\": 1}}";
    Event event = Asking.event("Set", state);

    assertThat(told(state, event, hidden, "state.card.number + state.card.name == ''"))
        .isEqualTo("state.card.number = ***, state.card.name = \"Ana\"");
    assertThat(told(state, event, hidden, "event.data.pin.a + state.pin.a == 3"))
        .isEqualTo("event.data.pin.a = ***, state.pin.a = ***");
    assertThat(told(state, event, hidden, "int(state.card.name) + size(state.card) == 3"))
        .isEqualTo("could not be asked: a text is not a number; state.card.name = \"Ana\"");
    assertThat(told(state, event, hidden, "double(state.card.number + 'x') == 3"))
        .isEqualTo("could not be asked: a text is not a number; state.card.number = ***");
  }

  private static String told(String state, Event event, Set<String> hidden, String check) {
    return Asking.after(null, state, event, check, hidden);
  }

  @Test
  void aRuleBookTravelsAndIsCompiledWhereItArrives() throws Exception {
    Lifecycle lifecycle = new Lifecycle("new", Set.of("old"), Map.of("new", Map.of("Set", "old")));
    RuleBook book =
        new RuleBook(lifecycle, List.of(new Invariant("one", "state.a == 1")), Set.of("/x"));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(book);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      RuleBook arrived = (RuleBook) in.readObject();
      assertThat(arrived).isEqualTo(book);
      assertThat(check(arrived.open(), "{\"a\": 2}").rule()).isEqualTo("one");
    }
  }

  @Test
  void aFaultyCheckIsNotOpened() {
    assertThatThrownBy(() -> open(new Invariant("one", "stat.a == 1")))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("`stat` is not known here");
  }

  private static Rules open(Invariant... invariants) {
    return new RuleBook(null, List.of(invariants), Set.of()).open();
  }

  private static Violation check(Rules rules, String state) {
    return rules.check(null, Bytes.utf8(state), SET);
  }
}
