package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.codec.Digits;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Version;

/** The values of headers, as texts in UTF-8: every record has several, so none is made twice. */
final class HeaderText {
  private HeaderText() {}

  static byte[] of(long number) {
    byte[] text = new byte[Digits.count(number)];
    Digits.write(number, text, 0);
    return text;
  }

  /** 64 bits as 16 hex digits. */
  static byte[] hex(long bits) {
    byte[] text = new byte[16];
    Digits.writeHex(bits, text, 0);
    return text;
  }

  static byte[] of(Version version) {
    return version instanceof Version.Single single
        ? of(single.number())
        : version.toString().getBytes(UTF_8);
  }

  /** As {@link Origin#toString()} has it. */
  static byte[] of(Origin origin) {
    byte[] topic = origin.topic().getBytes(UTF_8);
    int size = topic.length + 2 + Digits.count(origin.partition()) + Digits.count(origin.offset());
    byte[] text = new byte[size];
    System.arraycopy(topic, 0, text, 0, topic.length);
    text[topic.length] = '/';
    int at = Digits.write(origin.partition(), text, topic.length + 1);
    text[at] = '@';
    Digits.write(origin.offset(), text, at + 1);
    return text;
  }
}
