package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Laps;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.json.RandomJson;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.Judged;
import dev.lockstep.reconcile.Passage;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.Verdict;
import dev.lockstep.reconcile.Violation;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators are told holds none of the values that the spec redacts. */
final class RedactionTest {
  private static final String CARD = "4111111111111111";
  private static final Decoding USUAL = Decoding.usual();
  private static final Redaction REDACTION = redaction("/card/number", "/cvv");
  private static final String PAID =
      "{\"entity\":\"e\",\"id\":\"i\",\"type\":\"Paid\",\"version\":7,\"time\":5,"
          + "\"data\": {\"card\": {\"number\": \"4111111111111111\", \"holder\": \"Ada\"}, \"n\": 12.10}}";

  private static Redaction redaction(String... pointers) {
    return Redaction.of(List.of(pointers), USUAL.fields());
  }

  private static DeadLetter rejected(Event event, String detail, @Nullable String state) {
    Bytes seen = state == null ? null : Bytes.utf8(state);
    return DeadLetter.of(
        new Judged(
            event, Verdict.REJECTED, Reason.INVARIANT, "rule", detail, true, seen, event.version()),
        9);
  }

  private static Raw record(String value, @Nullable String key, Header... headers) {
    return new Raw(
        Bytes.utf8(value), key == null ? null : Bytes.utf8(key), List.of(headers), Decoding.ORIGIN);
  }

  private static Header header(String name, String value) {
    return new Header(name, Bytes.utf8(value));
  }

  @Test
  void aValueIsReplacedAndEveryOtherByteStays() {
    DeadLetter letter =
        REDACTION.of(
            rejected(USUAL.event(PAID), "why", "{\"card\":{\"number\":\"4111\"},\"n\":12.10}"));
    assertThat(String.valueOf(letter.raw().value()))
        .isEqualTo(PAID.replace('"' + CARD + '"', "\"[redacted]\""));
    assertThat(String.valueOf(letter.stateSeen()))
        .isEqualTo("{\"card\":{\"number\":\"[redacted]\"},\"n\":12.10}");
    assertThat(letter.redacted()).isTrue();
    assertThat(letter.detail()).isEqualTo("why");
  }

  @Test
  void aLetterWithoutSuchAValueStaysAsItIs() {
    DeadLetter letter = rejected(USUAL.event(PAID.replace("number", "digits")), "why", "{}");
    assertThat(REDACTION.of(letter)).isEqualTo(letter);
    DeadLetter empty = rejected(USUAL.event(PAID.replace('"' + CARD + '"', "null")), "why", null);
    assertThat(REDACTION.of(empty)).as("null is no value").isEqualTo(empty);
  }

  /** A replay goes by them; a short secret may stand in any of them. */
  @Test
  void whatAReplayHasWrittenStays() {
    Header laps = header("lockstep-laps", "4111");
    Header from = header("lockstep-replayed-from", "orders/4111@5");
    Raw raw = record(PAID.replace(CARD, "4111"), null, laps, from, header("other", "4111"));
    Event event = (Event) USUAL.decoder().decode(raw, 0);
    assertThat(REDACTION.of(rejected(event, "why", null)).raw().headers())
        .containsExactly(laps, from, header("other", "[redacted]"));
  }

  @Test
  void aRecordIsWholeIfOnlyTheStateHoldsAValue() {
    DeadLetter letter =
        REDACTION.of(rejected(USUAL.event(PAID.replace("number", "x")), "why", "{\"cvv\":123}"));
    assertThat(String.valueOf(letter.stateSeen())).isEqualTo("{\"cvv\":\"[redacted]\"}");
    assertThat(letter.redacted()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          {"data":{"cvv":123}}                   | {"data":{"cvv":"[redacted]"}}
          {"data":{"cvv":"a","x":1,"cvv":"b"}}   | {"data":{"cvv":"[redacted]","x":1,"cvv":"[redacted]"}}
          {"data":{"c\\u0076v":"a"}}             | {"data":{"c\\u0076v":"[redacted]"}}
          {"data":{"cvv":{"a":["b",{}]}},"x":[]} | {"data":{"cvv":"[redacted]"},"x":[]}
          {"data":{"cvv":[1,2] , "x":true}}      | {"data":{"cvv":"[redacted]" , "x":true}}
          {"cvv":false,"data":{}}                | {"cvv":"[redacted]","data":{}}
          {"data":[{"cvv":1}],"cvvs":1}          | {"data":[{"cvv":1}],"cvvs":1}
          {"card":{"number":1},"data":{}}        | {"card":{"number":"[redacted]"},"data":{}}
          """)
  void aPointerIsLookedForFromTheRecordAndFromTheData(String value, String left) {
    Raw raw = record(value.strip(), null);
    assertThat(String.valueOf(REDACTION.of(raw).value())).isEqualTo(left);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\u0001',
      textBlock =
          """
          /data/card/number | {"data":{"card":{"number":"[redacted]"}},"card":{"number":2}}
          /data             | {"data":"[redacted]","card":{"number":2}}
          /card             | {"data":{"card":"[redacted]"},"card":"[redacted]"}
          /data/card/0      | {"data":{"card":{"number":1}},"card":{"number":2}}
          """)
  void aPointerMayNameTheDataOrAPartOfThem(String pointer, String left) {
    Raw raw = record("{\"data\":{\"card\":{\"number\":1}},\"card\":{\"number\":2}}", null);
    assertThat(String.valueOf(redaction(pointer).of(raw).value())).isEqualTo(left);
  }

  @Test
  void anArrayIsLookedIntoByNumber() {
    Raw raw = record("{\"data\":{\"cards\":[\"a\",\"b\",\"c\"]}}", null);
    assertThat(String.valueOf(redaction("/cards/1").of(raw).value()))
        .isEqualTo("{\"data\":{\"cards\":[\"a\",\"[redacted]\",\"c\"]}}");
  }

  @Test
  void whatCannotBeReadIsWithheldWithWhatTheParserSaidOfIt() {
    for (String broken :
        List.of(PAID.substring(0, 120), PAID + PAID, "4111111111111111 is no JSON", " ", "")) {
      Undecodable record = (Undecodable) USUAL.decode(broken);
      DeadLetter letter = REDACTION.of(DeadLetter.of(record, 9));
      assertThat(String.valueOf(letter.raw().value())).as(broken).isEqualTo("[redacted]");
      assertThat(letter.raw().origin()).isEqualTo(Decoding.ORIGIN);
      assertThat(letter.redacted()).isTrue();
      assertThat(DeadLetterLine.of(letter).utf8()).doesNotContain("4111", "Ada");
      assertThat(REDACTION.of(Ruling.of(record)).detail()).isEqualTo(letter.detail());
    }
    assertThat(REDACTION.of(Ruling.of((Undecodable) USUAL.decode("4111111111111111 is"))).detail())
        .isEqualTo("not JSON, at byte 17");
    Raw binary =
        new Raw(Bytes.of(new byte[] {'"', (byte) 0xFF, '"'}), null, List.of(), Decoding.ORIGIN);
    assertThat(String.valueOf(REDACTION.of(binary).value())).isEqualTo("[redacted]");
  }

  @Test
  void whatIsMissingOrWrongInARecordThatCanBeReadIsTold() {
    Undecodable record =
        (Undecodable) USUAL.decode(PAID.replace("\"id\":\"i\",", "").replace("\"version\":7,", ""));
    DeadLetter letter = REDACTION.of(DeadLetter.of(record, 9));
    assertThat(letter.detail()).isEqualTo("/version is missing");
    assertThat(String.valueOf(letter.raw().value())).contains("Ada").doesNotContain(CARD);
  }

  @Test
  void aKeyOrHeaderThatSaysTheSameIsWithheld() {
    Raw raw =
        REDACTION.of(
            record(
                "{\"data\":{\"card\":{\"number\":4111111111111111},\"cvv\":\"12\"}}",
                "card-4111111111111111",
                header("masked", "4111-xxxx"),
                header("card", "4111111111111111"),
                header("check", "cvv:12"),
                header("traceparent", "00-123412-b-01"),
                header(Laps.HEADER, "12"),
                new Header("none", null)));
    assertThat(raw.key()).isEqualTo(Bytes.utf8("[redacted]"));
    assertThat(raw.headers())
        .containsExactly(
            header("masked", "4111-xxxx"),
            header("card", "[redacted]"),
            header("check", "[redacted]"),
            header("traceparent", "00-123412-b-01"),
            header(Laps.HEADER, "12"),
            new Header("none", null));
  }

  @Test
  void aKeyThatIsJsonIsLookedInto() {
    Raw raw = record("{}", "{\"order\":7,\"card\":{\"number\":1}}");
    assertThat(REDACTION.of(raw).key())
        .isEqualTo(Bytes.utf8("{\"order\":7,\"card\":{\"number\":\"[redacted]\"}}"));
    assertThat(REDACTION.of(record("{}", "plain")).key()).isEqualTo(Bytes.utf8("plain"));
  }

  @Test
  void keyAndHeadersMayBeNamed() {
    Raw raw =
        redaction("key", "header:Card")
            .of(record("{}", "secret", header("card", "a"), header("other", "b")));
    assertThat(raw.key()).isEqualTo(Bytes.utf8("[redacted]"));
    assertThat(raw.headers()).containsExactly(header("card", "[redacted]"), header("other", "b"));
  }

  @Test
  void aCloudEventIsLookedIntoInBothModes() {
    Redaction redaction = Redaction.of(List.of("/data/amount", "/subject"), CloudEvents.fields());
    Raw structured = redaction.of(CloudEvents.structured(CloudEvents.STRUCTURED));
    assertThat(String.valueOf(structured.value()))
        .contains("\"subject\":\"[redacted]\"", "\"amount\": \"[redacted]\"}")
        .contains("A234-1234-1234");
    Raw binary = redaction.of(CloudEvents.binary());
    assertThat(String.valueOf(binary.value()))
        .isEqualTo("{\"orderId\": 7,  \"amount\": \"[redacted]\"}");
    assertThat(binary.headers()).contains(header("ce_subject", "[redacted]"));
    Redaction ofData = Redaction.of(List.of("/amount"), CloudEvents.fields());
    assertThat(ofData.of(CloudEvents.binary()).value()).isEqualTo(binary.value());
  }

  @Test
  void aDetailThatQuotesAValueIsWithheld() {
    Event event = USUAL.event(PAID.replace("\"holder\"", "\"x\":1},\"cvv\": 123, \"y\": {\"z\""));
    assertThat(REDACTION.of(rejected(event, "state.n = 12.10", null)).detail())
        .isEqualTo("state.n = 12.10");
    assertThat(REDACTION.of(rejected(event, "number = " + CARD, null)).detail())
        .isEqualTo("[redacted]");
    assertThat(REDACTION.of(rejected(event, "no number: 41111111...", null)).detail())
        .as("its beginning")
        .isEqualTo("[redacted]");
    assertThat(REDACTION.of(rejected(event, "cvv=123.", null)).detail()).isEqualTo("[redacted]");
    assertThat(REDACTION.of(rejected(event, "time 1234", null)).detail()).isEqualTo("time 1234");
    assertThat(REDACTION.of(rejected(event, "was 77", "{\"cvv\":77}")).detail())
        .isEqualTo("[redacted]");
  }

  @Test
  void aReducerThatFailsTellsNoValue() {
    Event event = USUAL.event(PAID);
    assertThatThrownBy(
            () -> REDACTION.guard((state, next) -> fail("no number: " + CARD)).apply(null, event))
        .hasToString("java.lang.IllegalArgumentException: [redacted]");
    assertThatThrownBy(
            () -> REDACTION.guard((state, next) -> fail("no text: 12.10")).apply(null, event))
        .hasToString("java.lang.IllegalArgumentException: no text: 12.10");
    assertThatThrownBy(
            () ->
                REDACTION
                    .ofOpaqueStates()
                    .guard((state, next) -> fail("no text: 12.10"))
                    .apply(null, event))
        .as("a user's code may say anything")
        .hasToString("java.lang.IllegalArgumentException: [redacted]");
    assertThat(REDACTION.guard((state, next) -> next.data()).apply(null, event))
        .isEqualTo(event.data());
  }

  private static Bytes fail(String message) {
    throw new IllegalArgumentException(message);
  }

  @Test
  void aRuleThatIsBrokenTellsNoValue() {
    Event event = USUAL.event(PAID);
    Bytes state = Bytes.utf8("{\"cvv\":\"7777\"}");
    Violation harmless = new Violation(Reason.INVARIANT, "rule", "state.n = 12.10");
    assertThat(REDACTION.guard(saying(harmless)).check(state, state, event)).isEqualTo(harmless);
    Violation ofData = new Violation(Reason.INVARIANT, "rule", "event.data = " + CARD);
    Violation ofState = new Violation(Reason.INVARIANT, "rule", "previous.cvv = 7777");
    Violation told = new Violation(Reason.INVARIANT, "rule", "[redacted]");
    assertThat(REDACTION.guard(saying(ofData)).check(null, state, event)).isEqualTo(told);
    assertThat(REDACTION.guard(saying(ofState)).check(state, state, event)).isEqualTo(told);
    assertThat(REDACTION.ofOpaqueStates().guard(saying(harmless)).check(state, state, event))
        .isEqualTo(told);
    assertThat(REDACTION.guard(Rules.NONE)).isSameAs(Rules.NONE);
  }

  private static Rules saying(Violation violation) {
    return new Rules() {
      @Override
      public Passage pass(@Nullable String stage, Event event) {
        return new Passage(stage, null);
      }

      @Override
      public Violation check(@Nullable Bytes before, Bytes after, Event event) {
        return violation;
      }
    };
  }

  @Test
  void aStateThatNobodyLooksThroughIsWithheld() {
    DeadLetter letter =
        REDACTION.ofOpaqueStates().of(rejected(USUAL.event(PAID), "why", "{\"seen\":[1]}"));
    assertThat(String.valueOf(letter.stateSeen())).isEqualTo("\"[redacted]\"");
  }

  @Test
  void aStateMayHoldTheValueUnderAnotherName() {
    DeadLetter letter =
        REDACTION
            .ofStates(List.of("/numbers"))
            .of(rejected(USUAL.event(PAID), "why", "{\"numbers\":[1],\"cvv\":2}"));
    assertThat(String.valueOf(letter.stateSeen()))
        .isEqualTo("{\"numbers\":\"[redacted]\",\"cvv\":2}");
  }

  @Test
  void anUnreadableControlEventIsToldOfWithoutTheEventInIt() {
    assertThat(refused("c-1: it is no JSON: Unrecognized token '4111'"))
        .isEqualTo("c-1: it is no JSON: [redacted]");
    assertThat(refused("the corrected event cannot be used: FIELD_WRONG: /id 4111"))
        .isEqualTo("the corrected event cannot be used: FIELD_WRONG: [redacted]");
    assertThat(refused("the corrected event cannot be used: FIELD_MISSING: no /id"))
        .isEqualTo("the corrected event cannot be used: FIELD_MISSING: no /id");
    assertThat(refused("c-1: `verb` is missing")).isEqualTo("c-1: `verb` is missing");
  }

  private static String refused(String detail) {
    return REDACTION
        .of(
            new Incident(
                Incident.Kind.CONTROL_REFUSED, "", null, null, null, detail, 0, Facts.NONE))
        .detail();
  }

  /** Values of all kinds at the pointers, among anything else. */
  @Property(tries = 1_000)
  void noLetterHoldsAValueWhateverItIs(@ForAll long seed) {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(random);
    String secret = "S3CR\u00e9T" + random.nextInt(1_000);
    Object card = random.nextBoolean() ? Arrays.asList(secret, json.tree(2)) : secret;
    Map<String, Object> data = new HashMap<>(Map.of("card", card));
    data.put("other", json.tree(3));
    String value = json.written(Map.of("entity", "e", "data", data));
    DeadLetter letter =
        DeadLetter.of(
            new Undecodable(
                Flaw.FIELD_MISSING,
                random.nextBoolean() ? "said " + secret : "",
                "e",
                null,
                record(value, random.nextBoolean() ? secret : "e", header("h", secret + "!"))),
            9);
    Bytes line = DeadLetterLine.of(redaction("/card").of(letter));
    assertThat(line.utf8()).contains("[redacted]").doesNotContain("S3CR");
    assertThat(DeadLetterReader.read(line)).isInstanceOf(DeadLetterReader.Letter.class);
  }
}
