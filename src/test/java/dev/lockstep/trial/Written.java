package dev.lockstep.trial;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.event.Version;
import dev.lockstep.simulate.Draft;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/** Drafts as records: the entity is the key, and a header says which draft it is. */
final class Written {
  private static final String NUMBER = "number";

  private Written() {}

  /** A record to a partition, or to that of its key if it is null. */
  static ProducerRecord<String, String> message(
      String topic, Integer partition, int number, Draft draft) {
    ProducerRecord<String, String> message =
        new ProducerRecord<>(topic, partition, draft.entity(), value(draft));
    message.headers().add(NUMBER, Integer.toString(number).getBytes(UTF_8));
    return message;
  }

  /** The number of the draft that a record was written from. */
  static int number(Headers headers) {
    return Integer.parseInt(new String(headers.lastHeader(NUMBER).value(), UTF_8));
  }

  static String value(Draft draft) {
    return """
        {"e":"%s","id":"%s","t":"%s",%s,"at":%d,"r":%s,"gone":%s,"d":%s}"""
        .formatted(
            draft.entity(),
            draft.id(),
            draft.type(),
            version(draft.version()),
            draft.timeMillis(),
            draft.ranks().isEmpty() ? "0" : draft.ranks().get(0),
            draft.delete(),
            data(draft.text()));
  }

  /** A patch that sets one field always, and one of three: another order is another state. */
  static String data(String text) {
    return """
        {"last":"%s","s%d":"%s"}"""
        .formatted(text, Math.floorMod(text.hashCode(), 3), text);
  }

  private static String version(Version version) {
    if (version instanceof Version.Pair pair) {
      return "\"epoch\":" + pair.epoch() + ",\"v\":" + pair.number();
    }
    if (version instanceof Version.Text text) {
      return "\"v\":\"" + text.text() + "\"";
    }
    return "\"v\":" + version;
  }
}
