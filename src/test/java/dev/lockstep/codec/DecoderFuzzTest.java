package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.json.BrokenJson;
import dev.lockstep.json.RandomJson;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Records broken in every way that one can think of, by chance but always the same. */
final class DecoderFuzzTest {
  private static final int RECORDS = 5_000;
  private static final JsonMapper TREES =
      JsonMapper.builder(
              JsonFactory.builder().disable(JsonFactory.Feature.CHARSET_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();
  private final Random random = new Random(20_260_101);
  private final BrokenJson broken = new BrokenJson(random);

  private String sound() {
    RandomJson json = new RandomJson(random);
    String type = random.nextInt(4) == 0 ? "Seen" : "Paid";
    return "{\"entity\":\"e\",\"id\":\"i"
        + random.nextInt()
        + "\",\"type\":\""
        + type
        + "\","
        + "\"version\":"
        + random.nextInt(1_000)
        + ",\"time\":\"2023-11-14T22:13:20Z\","
        + "\"deleted\":false,\"r\":1,\"data\":"
        + json.written(Arrays.asList(json.tree(3), 1L))
        + "}";
  }

  @ParameterizedTest
  @EnumSource(OrderBy.class)
  void everyRecordIsExactlyOneThingAndKeepsItsBytes(OrderBy by) {
    JsonDecoder decoder = Decoding.usual().ranks("/r").by(by).decoder();
    Map<Flaw, Integer> flaws = new EnumMap<>(Flaw.class);
    int events = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = broken.of(sound().getBytes(StandardCharsets.UTF_8));
      Raw raw = Decoding.raw(Bytes.of(record.clone()));
      Decoded decoded = decoder.decode(raw, 0);

      assertThat(decoded.raw()).isSameAs(raw);
      assertThat(raw.value()).isEqualTo(Bytes.of(record));
      if (decoded instanceof Undecodable undecodable) {
        flaws.merge(undecodable.flaw(), 1, Integer::sum);
        assertTold(undecodable, record);
      } else {
        events++;
        assertReadable(decoded, record);
      }
    }
    assertThat(events).isPositive();
    assertThat(flaws)
        .containsOnlyKeys(Flaw.UNREADABLE, Flaw.FIELD_MISSING, Flaw.FIELD_WRONG, Flaw.OVER_LIMIT);
  }

  private static void assertTold(Undecodable undecodable, byte[] record) {
    assertThat(undecodable.detail())
        .isNotEmpty()
        .hasSizeLessThan(400)
        .doesNotContain("\n", "\r", "the parser failed");
    if (undecodable.flaw() == Flaw.UNREADABLE) {
      assertThat(tree(record)).as(new String(record, StandardCharsets.UTF_8)).isNull();
    } else if (undecodable.flaw() != Flaw.OVER_LIMIT) {
      assertThat(tree(record)).isNotNull();
    }
    assertThat(isJson(DeadLetterLine.of(DeadLetter.of(undecodable, 0)))).isTrue();
  }

  private static void assertReadable(Decoded decoded, byte[] record) {
    JsonNode tree = tree(record);
    assertThat(tree).as(new String(record, StandardCharsets.UTF_8)).isNotNull();
    if (decoded instanceof Event event) {
      assertThat(event.entity()).isEqualTo(tree.get("entity").asText());
      assertThat(event.type()).isEqualTo(tree.get("type").textValue());
      assertThat(tree(event.data().toByteArray())).isEqualTo(tree.get("data"));
    } else if (decoded instanceof AnalyticsEvent event) {
      assertThat(event.type()).isEqualTo("Seen");
      assertThat(isJson(AnalyticsLine.of(event))).isTrue();
    }
  }

  /**
   * Another reading, null when there is none: strict UTF-8, then a tree. Of bytes: of a text, this
   * parser takes some characters beyond U+00FF for hex digits.
   */
  private static JsonNode tree(byte[] record) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(record));
      boolean marked = record.length >= 3 && record[0] == (byte) 0xEF && record[1] == (byte) 0xBB;
      JsonNode tree =
          TREES.readTree(marked ? Arrays.copyOfRange(record, 3, record.length) : record);
      return tree.isMissingNode() ? null : tree;
    } catch (CharacterCodingException | JsonProcessingException e) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJson(Bytes line) {
    assertThat(line.utf8()).doesNotContain("\n", "\r");
    return tree(line.toByteArray()) != null;
  }

  @Test
  void noiseIsNeverAnEvent() {
    JsonDecoder decoder = Decoding.usual().decoder();
    for (int i = 0; i < RECORDS; i++) {
      byte[] noise = new byte[random.nextInt(200)];
      random.nextBytes(noise);
      Raw raw = Decoding.raw(Bytes.of(noise.clone()));
      assertThat(decoder.decode(raw, 0)).isInstanceOf(Undecodable.class);
      assertThat(raw.value()).isEqualTo(Bytes.of(noise));
    }
  }
}
