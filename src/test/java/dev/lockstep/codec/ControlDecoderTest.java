package dev.lockstep.codec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.codec.EventFields.Pointers;
import dev.lockstep.codec.EventFields.Single;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Control;
import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.UnreadableControl;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a record of the control input is taken for. */
final class ControlDecoderTest {
  private static final Origin ORIGIN = new Origin("control", 2, 7);
  private static final EventFields FIELDS =
      new EventFields(
          EventFields.Format.JSON,
          new Pointers(List.of("/order")),
          "/id",
          null,
          "/type",
          new Single("/version"),
          "/at",
          List.of(),
          null,
          null,
          OrderBy.VERSION,
          Set.of("Viewed"),
          ReadLimits.DEFAULT);

  private static Control decode(String json) {
    return decode(FIELDS.version(), json);
  }

  private static Control decode(Bytes json) {
    return decode(FIELDS.version(), json);
  }

  private static Control decode(EventFields.VersionField version, String json) {
    return decode(version, Bytes.utf8(json));
  }

  private static Control decode(EventFields.VersionField version, Bytes json) {
    Raw raw = new Raw(json, null, List.of(), ORIGIN);
    EventFields fields =
        new EventFields(
            FIELDS.format(),
            FIELDS.entity(),
            FIELDS.id(),
            FIELDS.source(),
            FIELDS.type(),
            version,
            FIELDS.time(),
            FIELDS.ranks(),
            FIELDS.delete(),
            FIELDS.data(),
            FIELDS.by(),
            FIELDS.analytics(),
            FIELDS.limits());
    return new ControlDecoder(fields, "orders").decode(raw, 99);
  }

  private static String unreadable(String json) {
    return ((UnreadableControl) decode(json)).detail();
  }

  @ParameterizedTest
  @EnumSource(Verb.class)
  void whatAnOperatorWritesIsWhatTheJobReads(Verb verb) {
    Bytes corrected =
        Bytes.utf8(
            "{\"order\":\"o\",\"id\":\"i\",\"type\":\"Paid\",\"version\":3,\"at\":5,\"n\":12.10}");
    ControlLine line =
        new ControlLine(
            "c-1",
            "o \"7\"",
            verb,
            "e-3",
            "orders/3@17",
            "12",
            verb == Verb.REPLACE ? corrected : null,
            "ana",
            17,
            "why");
    ControlEvent control = (ControlEvent) decode(line.json().utf8());
    assertThat(control.id()).isEqualTo("c-1");
    assertThat(control.entity()).isEqualTo("o \"7\"");
    assertThat(control.verb()).isEqualTo(verb);
    assertThat(control.culprit()).isEqualTo("e-3");
    assertThat(control.culpritAt()).isEqualTo("orders/3@17");
    assertThat(control.version()).isEqualTo(new Version.Single(12));
    assertThat(control.by()).isEqualTo("ana");
    assertThat(control.atMillis()).isEqualTo(17);
    assertThat(control.why()).isEqualTo("why");
    assertThat(control.origin()).isEqualTo(ORIGIN);
    assertThat(control.corrected() == null).isEqualTo(verb != Verb.REPLACE);
  }

  @Test
  void aCorrectedEventIsReadAsIfFromItsTopicAndComesFromTheControlInput() {
    ControlEvent control =
        (ControlEvent)
            decode(
                "{\"control\":\"c\",\"entity\":\"o\",\"verb\":\"replace\",\"by\":\"ana\",\"event\": "
                    + "{\"order\":\"o\",\"id\":\"i\",\"type\":\"Paid\",\"version\":3,\"at\":5,\"n\":12.10} }");
    Event event = Objects.requireNonNull(control.corrected());
    assertThat(event.source()).isEqualTo("orders");
    assertThat(event.raw().origin()).isEqualTo(ORIGIN);
    assertThat(event.version()).isEqualTo(new Version.Single(3));
    assertThat(String.valueOf(event.raw().value())).endsWith("\"n\":12.10}");
  }

  private static final String ADVANCE =
      "{\"control\":\"c\",\"entity\":\"o\",\"verb\":\"advance\",\"by\":\"a\",\"version\":5}";

  @Test
  void anotherEncodingIsToldAndThrowsNothing() {
    for (Charset encoding : List.of(UTF_16, UTF_16LE, UTF_16BE)) {
      Control control = decode(Bytes.of(ADVANCE.getBytes(encoding)));
      assertThat(control).as(encoding.name()).isInstanceOf(UnreadableControl.class);
    }
    UnreadableControl latin =
        (UnreadableControl)
            decode(Bytes.of(ADVANCE.replace("\"a\"", "\"é\"").getBytes(ISO_8859_1)));
    assertThat(latin.detail()).startsWith("it is not UTF-8, at byte ");
  }

  @Test
  void aMarkOfTheByteOrderIsPassedOver() {
    ControlEvent control = (ControlEvent) decode(Bytes.utf8("\uFEFF" + ADVANCE));
    assertThat(control.version()).isEqualTo(new Version.Single(5));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"0/16B3748\" | 0/16B3748",
        "\"0\\/16B3748\" | 0/16B3748",
        "\"a\\u003db\\\\\" | a=b\\",
        "\"say \\\"a\\\"\" | say \"a\"",
        "12 | 12",
      })
  void versionsThatAreTextsAreReadAsTheTextsOfEvents(String json, String version) {
    ControlEvent control =
        (ControlEvent)
            decode(
                new EventFields.Text("/version"),
                "{\"control\":\"c\",\"entity\":\"o\",\"verb\":\"advance\",\"by\":\"a\",\"version\":"
                    + json
                    + "}");
    assertThat(control.version()).isEqualTo(new Version.Text(version));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "5 | 5",
        "\"5\" | 5",
        "[3, 12] | 3.12",
        "\"3/12\" | 3.12",
      })
  void versionsAreNumbersOrPairs(String json, String version) {
    boolean isPair = version.contains(".");
    ControlEvent control =
        (ControlEvent)
            decode(
                isPair ? new EventFields.Pair("/epoch", "/version") : new Single("/version"),
                "{\"control\":\"c\",\"entity\":\"o\",\"verb\":\"advance\",\"by\":\"a\",\"version\":"
                    + json
                    + "}");
    assertThat(String.valueOf(control.version())).isEqualTo(version);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "not json | it is no JSON",
        "[] | it is no JSON object",
        "{} {} | something follows the object",
        "{'entity':'o','verb':'skip','by':'a'} | `control` is missing",
        "{'control':'c','verb':'skip','by':'a'} | `entity` is missing",
        "{'control':'c','entity':'o','by':'a'} | `verb` is missing",
        "{'control':'c','entity':'o','verb':'skip'} | `by` is missing",
        "{'control':'c','entity':'o','verb':'kill','by':'a'} | `verb` cannot be `kill`",
        "{'control':'c','entity':'o','verb':'skip','by':'a','x':1} | `x` is no field",
        "{'control':'c','entity':{},'verb':'skip','by':'a'} | `entity` is no field of a control record, or not a text",
        "{'control':'c','entity':'o','verb':'advance','by':'a','version':'x'} | `version` is no version",
        "{'control':'c','entity':'o','verb':'advance','by':'a','at':'soon'} | `at` is no time: ",
        "{'control':'c','entity':'o','verb':'replace','by':'a'} | `event` is missing",
        "{'control':'c','entity':'o','verb':'replace','by':'a','event':7} | the corrected event cannot be used: FIELD_MISSING",
        "{'control':'c','entity':'o','verb':'replace','by':'a','event':{'type':'Viewed'}} | the corrected event cannot be used: it is of the analytics lane",
      })
  void aBadRecordHasAClearAnswer(String json, @Nullable String detail) {
    assertThat(unreadable(json.replace('\'', '"'))).contains(detail == null ? "" : detail);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"[3,12] | a number", "\"3/12\" | a number", "-5 | a number", "1e3 | a number"})
  void aVersionOfAnotherFormThanTheJobsIsRefused(String json, String form) {
    String control =
        "{\"control\":\"c\",\"entity\":\"o\",\"verb\":\"advance\",\"by\":\"a\",\"version\":%s}";
    assertThat(unreadable(control.formatted(json)))
        .isEqualTo("`version` is no version of this job, " + form + ": " + json);
    assertThat(decode(new EventFields.Pair("/epoch", "/version"), control.formatted("5")))
        .isInstanceOfSatisfying(
            UnreadableControl.class,
            refused ->
                assertThat(refused.detail())
                    .isEqualTo("`version` is no version of this job, a pair as 3/12: 5"));
  }

  /** An answer tells them, and its topic takes only so much. */
  @ParameterizedTest
  @ValueSource(strings = {"control", "entity", "by", "culprit", "culprit-at", "version"})
  void textsThatNoEventCouldHaveAreRefusedAndNotTold(String name) {
    Map<String, String> texts =
        new TreeMap<>(
            Map.of("control", "c", "entity", "o", "verb", "advance", "by", "ana", "version", "5"));
    texts.put(name, "x".repeat(1_025));
    String json =
        texts.entrySet().stream()
            .map(each -> "\"%s\":\"%s\"".formatted(each.getKey(), each.getValue()))
            .collect(Collectors.joining(",", "{", "}"));
    UnreadableControl refused = (UnreadableControl) decode(new EventFields.Text("/version"), json);
    assertThat(refused.detail()).isEqualTo("`" + name + "` is too long");
    assertThat(refused.id()).isEqualTo(name.equals("control") ? null : "c");
    assertThat(refused.entity()).isEqualTo(name.equals("entity") ? null : "o");
  }

  @Test
  void noBytesAtAllStopTheJob() {
    long seed = 20261121;
    Random random = new Random(seed);
    String good =
        "{\"control\":\"c\",\"entity\":\"o\",\"verb\":\"skip\",\"by\":\"ana\",\"why\":\"w\"}";
    for (int i = 0; i < 5_000; i++) {
      byte[] bytes = good.getBytes(StandardCharsets.UTF_8);
      for (int flips = random.nextInt(4); flips >= 0; flips--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      Raw raw = new Raw(Bytes.of(bytes), null, List.of(), ORIGIN);
      assertThat(new ControlDecoder(FIELDS, "orders").decode(raw, 99))
          .as("seed " + seed)
          .isNotNull();
    }
    Raw none = new Raw(null, null, List.of(), ORIGIN);
    assertThat(new ControlDecoder(FIELDS, "orders").decode(none, 99))
        .isEqualTo(new UnreadableControl(null, null, "it has no value", none));
  }
}
