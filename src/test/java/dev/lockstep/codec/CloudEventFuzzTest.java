package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Flaw;
import dev.lockstep.event.Header;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** CloudEvents of both modes, broken by chance but always the same. */
final class CloudEventFuzzTest {
  private static final int RECORDS = 10_000;
  private static final List<String> STRANGE =
      List.of(
          "",
          "null",
          "-1",
          "0.3",
          "[]",
          "application/cloudevents+avro",
          "\u0000",
          "x".repeat(9_000));

  private final Random random = new Random(20_260_103);

  private Raw broken() {
    Raw raw =
        random.nextBoolean()
            ? CloudEvents.binary()
            : CloudEvents.structured(CloudEvents.STRUCTURED);
    for (int i = random.nextInt(3); i >= 0; i--) {
      raw = random.nextBoolean() ? withBrokenValue(raw) : withBrokenHeaders(raw);
    }
    return raw;
  }

  private Raw withBrokenValue(Raw raw) {
    byte[] value = raw.value() == null ? new byte[0] : raw.value().toByteArray();
    int at = random.nextInt(value.length + 1);
    Bytes changed =
        switch (random.nextInt(4)) {
          case 0 -> null;
          case 1 -> Bytes.of(Arrays.copyOf(value, at));
          case 2 -> Bytes.utf8(strange());
          default -> Bytes.of(flipped(value, at));
        };
    return new Raw(changed, raw.key(), raw.headers(), raw.origin());
  }

  private Raw withBrokenHeaders(Raw raw) {
    List<Header> headers = new ArrayList<>(raw.headers());
    if (!headers.isEmpty()) {
      int at = random.nextInt(headers.size());
      Header old = headers.get(at);
      byte[] value = old.value() == null ? new byte[0] : old.value().toByteArray();
      switch (random.nextInt(6)) {
        case 0 -> headers.remove(at);
        case 1 -> headers.set(at, new Header(old.name(), null));
        case 2 -> headers.set(at, new Header(old.name(), Bytes.utf8(strange())));
        case 3 -> headers.add(random.nextInt(headers.size()), old);
        case 4 -> headers.set(at, new Header(strange(), old.value()));
        default ->
            headers.set(
                at,
                new Header(old.name(), Bytes.of(flipped(value, random.nextInt(value.length + 1)))));
      }
    }
    return new Raw(raw.value(), raw.key(), headers, raw.origin());
  }

  private String strange() {
    return STRANGE.get(random.nextInt(STRANGE.size()));
  }

  private byte[] flipped(byte[] bytes, int at) {
    byte[] copy = bytes.clone();
    if (at < copy.length) {
      copy[at] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  @ParameterizedTest
  @EnumSource(OrderBy.class)
  void everyRecordIsExactlyOneThingAndKeepsItsBytes(OrderBy by) {
    Decoder decoder = Decoder.of(CloudEvents.fields(by));
    Map<Flaw, Integer> flaws = new EnumMap<>(Flaw.class);
    int events = 0;
    for (int i = 0; i < RECORDS; i++) {
      Raw raw = broken();
      Decoded decoded = decoder.decode(raw, 0);

      assertThat(decoded.raw()).isSameAs(raw);
      if (decoded instanceof Undecodable undecodable) {
        flaws.merge(undecodable.flaw(), 1, Integer::sum);
        assertThat(undecodable.detail())
            .isNotEmpty()
            .hasSizeLessThan(400)
            .doesNotContain("\n", "\r", "the parser failed");
      } else {
        events++;
        assertThat(decoded).isEqualTo(Decoder.of(CloudEvents.fields(by)).decode(raw, 0));
      }
    }
    assertThat(events).isPositive();
    assertThat(flaws).containsOnlyKeys(Flaw.values());
  }
}
