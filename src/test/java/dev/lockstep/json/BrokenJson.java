package dev.lockstep.json;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Sound records broken by chance, in every way that one can think of. */
public final class BrokenJson {
  private static final List<String> STRANGE =
      List.of(
          "null",
          "true",
          "-1",
          "1.5",
          "1e999999999",
          "1e99999999999999999999",
          "-0",
          "[]",
          "{}",
          "\"\"",
          "\"\\ud800\"",
          "\"\\udc00\\ud800\"",
          "\"\u0001\"",
          "NaN",
          "9".repeat(2_000),
          "9223372036854775808",
          "\"2023-02-30T00:00:00Z\"",
          "[".repeat(200),
          "]",
          "}",
          ",",
          ":",
          "{\"a\":".repeat(120) + "1" + "}".repeat(120),
          "\"",
          "\\",
          "'",
          "/**/",
          "\uFEFF",
          "\"" + "x".repeat(3_000) + "\"",
          "{\"" + "n".repeat(5_000) + "\":1}",
          "\u2028",
          "01");

  private final Random random;

  public BrokenJson(Random random) {
    this.random = random;
  }

  /** The record, broken in one to three places. */
  public byte[] of(byte[] sound) {
    byte[] record = sound;
    for (int i = random.nextInt(3); i >= 0; i--) {
      record = brokenOnce(record);
    }
    return record;
  }

  private byte[] brokenOnce(byte[] record) {
    int at = random.nextInt(record.length + 1);
    return switch (random.nextInt(7)) {
      case 0 -> part(record, 0, at);
      case 1 -> flipped(record, at);
      case 2 -> joined(part(record, 0, at), strange(), part(record, at, record.length));
      case 3 -> valueReplaced(record);
      case 4 ->
          joined(part(record, 0, at), part(record, Math.min(at + 1, record.length), record.length));
      case 5 -> fieldDoubled(record);
      default -> joined(part(record, 0, at), noise(), part(record, at, record.length));
    };
  }

  private byte[] strange() {
    return STRANGE.get(random.nextInt(STRANGE.size())).getBytes(StandardCharsets.UTF_8);
  }

  private byte[] noise() {
    byte[] noise = new byte[1 + random.nextInt(4)];
    random.nextBytes(noise);
    return noise;
  }

  private byte[] valueReplaced(byte[] record) {
    String text = new String(record, StandardCharsets.ISO_8859_1);
    String name =
        List.of("entity", "id", "type", "version", "time", "deleted", "data", "r")
            .get(random.nextInt(8));
    int from = text.indexOf("\"" + name + "\":");
    int value = from + name.length() + 3;
    int end = from < 0 ? -1 : text.indexOf(',', value);
    return end < 0
        ? strange()
        : joined(part(record, 0, value), strange(), part(record, end, record.length));
  }

  private static byte[] fieldDoubled(byte[] record) {
    String text = new String(record, StandardCharsets.ISO_8859_1);
    return text.startsWith("{")
        ? joined("{\"version\":1,".getBytes(StandardCharsets.UTF_8), part(record, 1, record.length))
        : record;
  }

  private byte[] flipped(byte[] record, int at) {
    byte[] copy = record.clone();
    if (at < copy.length) {
      copy[at] ^= (byte) (1 << random.nextInt(8));
    }
    return copy;
  }

  private static byte[] part(byte[] record, int from, int to) {
    return Arrays.copyOfRange(record, from, to);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] each : parts) {
      all.writeBytes(each);
    }
    return all.toByteArray();
  }
}
