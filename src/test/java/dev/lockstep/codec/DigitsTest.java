package dev.lockstep.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Numbers are written as the JDK writes them, and nothing beside them. */
final class DigitsTest {
  @Property
  void anyNumber(@ForAll long number) {
    assertWritten(number);
    assertWritten(number % 1_000);
  }

  @Example
  void numbersWhereTheLengthChanges() {
    for (long power = 1; power > 0 && power < Long.MAX_VALUE / 10; power *= 10) {
      assertWritten(power);
      assertWritten(power - 1);
      assertWritten(-power);
      assertWritten(1 - power);
    }
    assertWritten(Long.MAX_VALUE);
    assertWritten(-Long.MAX_VALUE);
    assertWritten(Long.MIN_VALUE);
  }

  private static void assertWritten(long number) {
    String text = Long.toString(number);
    byte[] into = "#".repeat(text.length() + 2).getBytes(StandardCharsets.US_ASCII);
    assertThat(Digits.count(number)).isEqualTo(text.length());
    assertThat(Digits.write(number, into, 1)).isEqualTo(text.length() + 1);
    assertThat(into).asString().isEqualTo("#" + text + "#");

    byte[] hex = "#".repeat(18).getBytes(StandardCharsets.US_ASCII);
    Digits.writeHex(number, hex, 1);
    assertThat(hex).asString().isEqualTo("#" + HexFormat.of().toHexDigits(number) + "#");
  }
}
