package dev.lockstep.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Where a pointer that a user wrote may lead: it may be meant from the record or from the data. */
final class Pointing {
  private static final String CLOUD_DATA = "/data";

  private Pointing() {}

  private static String data(EventFields fields) {
    String byDefault = fields.format() == EventFields.Format.CLOUD_EVENTS ? CLOUD_DATA : "";
    return Objects.requireNonNullElse(fields.data(), byDefault);
  }

  /** Into the value of a record. */
  static List<String> intoRecord(List<String> pointers, EventFields fields) {
    String data = data(fields);
    List<String> all = new ArrayList<>();
    for (String pointer : plain(pointers)) {
      all.add(pointer);
      all.add(data + pointer);
      if (fields.format() == EventFields.Format.CLOUD_EVENTS && isWithin(pointer, data)) {
        // in binary mode the value is the data
        all.add(pointer.substring(data.length()));
      }
    }
    return all.stream().distinct().toList();
  }

  /** Into the data of an event. */
  static List<String> intoData(List<String> pointers, EventFields fields) {
    String data = data(fields);
    return plain(pointers).stream()
        .flatMap(
            pointer ->
                isWithin(data, pointer)
                    ? Stream.of("")
                    : isWithin(pointer, data)
                        ? Stream.of(pointer, pointer.substring(data.length()))
                        : Stream.of(pointer))
        .distinct()
        .toList();
  }

  private static List<String> plain(List<String> pointers) {
    return pointers.stream().filter(each -> !RecordLabel.holds(each)).toList();
  }

  /** Whether the place is that of the other pointer, or below it. */
  static boolean isWithin(String pointer, String other) {
    return pointer.equals(other) || pointer.startsWith(other + "/");
  }
}
