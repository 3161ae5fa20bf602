package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Undecodable;
import dev.lockstep.json.RandomJson;
import dev.lockstep.json.Utf8;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** What is read by hand, against the slow and plain way to read it. */
final class ReadersAgreeTest {
  private static final JsonMapper TREES = new JsonMapper();
  private static final List<String> POINTERS =
      List.of(
          "/a", "/a/b", "/a/0", "/0/a", "/id/x~1y", "/m~0n", "/", "/a/id/0", "/é", "/0", "/1/a");

  @Property(tries = 3_000)
  void pointersFindWhatATreeFinds(@ForAll long seed) throws IOException {
    Random random = new Random(seed);
    RandomJson json = new RandomJson(random);
    String document = json.written(json.tree(5));
    String pointer = POINTERS.get(random.nextInt(POINTERS.size()));
    JsonNode wanted = TREES.readTree(document).at(JsonPointer.compile(pointer));
    Decoded found =
        Decoding.usual()
            .constant("e")
            .type(null)
            .time(null)
            .version("/version")
            .data("/doc" + pointer)
            .decode("{\"doc\":" + document + ",\"version\":1}");
    if (wanted.isMissingNode() || wanted.isNull()) {
      assertThat(((Undecodable) found).detail()).isEqualTo("/doc" + pointer + " is missing");
    } else {
      Bytes data = ((Event) found).data();
      assertThat(TREES.readTree(data.utf8())).isEqualTo(wanted);
      assertThat(data.utf8()).isEqualTo(data.utf8().strip());
    }
  }

  @Property(tries = 2_000)
  void timesAreThoseOfTheJdk(
      @ForAll @LongRange(min = FieldValue.EARLIEST_MILLIS, max = FieldValue.LATEST_MILLIS)
          long millis,
      @ForAll @IntRange(min = -18 * 60, max = 18 * 60) int offsetMinutes,
      @ForAll @IntRange(max = 999_999) int nanos) {
    OffsetDateTime time =
        Instant.ofEpochMilli(millis)
            .plusNanos(nanos)
            .atOffset(ZoneOffset.ofTotalSeconds(offsetMinutes * 60));
    if (time.getYear() >= 1 && time.getYear() <= 9999) {
      assertThat(IsoTime.millis(time.toString())).isEqualTo(millis);
    }
  }

  @Property(tries = 3_000)
  void brokenTimesAreRefusedAsTheJdkRefusesThem(@ForAll long seed) {
    Random random = new Random(seed);
    char[] text = "2024-02-29T23:59:59.123+01:00".toCharArray();
    text[random.nextInt(text.length)] = "0123456789-:TZ+. x".charAt(random.nextInt(18));
    String time = new String(text);
    Long jdk;
    try {
      jdk = OffsetDateTime.parse(time).toInstant().toEpochMilli();
    } catch (DateTimeException e) {
      jdk = null;
    }
    Long ours;
    try {
      ours = IsoTime.millis(time);
    } catch (DateTimeException e) {
      ours = null;
    }
    if (time.charAt(10) != ' ') {
      assertThat(ours).as(time).isEqualTo(jdk);
    }
  }

  @Property(tries = 5_000)
  void utf8IsWhatTheJdkReads(@ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = new byte[random.nextInt(30)];
    random.nextBytes(bytes);
    byte[] text = "plain ascii, é✓𝄞 and \uFFFF".getBytes(StandardCharsets.UTF_8);
    byte[] mixed = random.nextBoolean() ? bytes : text;
    if (mixed == text) {
      int at = random.nextInt(text.length);
      mixed[at] = random.nextBoolean() ? (byte) random.nextInt() : mixed[at];
    }
    assertThat(Utf8.isValid(Bytes.of(mixed))).isEqualTo(jdkReads(mixed, 0, mixed.length));
    int from = random.nextInt(mixed.length + 1);
    int size = random.nextInt(mixed.length - from + 1);
    assertThat(Utf8.isValid(Bytes.of(mixed, from, size))).isEqualTo(jdkReads(mixed, from, size));
  }

  private static boolean jdkReads(byte[] bytes, int from, int size) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, size));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Property
  void aTextHashesAsItsCharactersDo(@ForAll String text) {
    char[] padded = ("xx" + text + "yyy").toCharArray();
    assertThat(StableHash.of(padded, 2, text.length())).isEqualTo(StableHash.of(text));
  }
}
