package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import dev.lockstep.event.Raw;
import dev.lockstep.json.Utf8;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a record says beside its value: the fields that are read from its key and its headers. */
final class RecordLabel {
  private static final String KEY = "key";
  private static final String HEADER = "header:";
  private static final int UTF8_BYTES_AT_MOST = 4;

  private final int textLength;
  private final List<Found> ofKey = new ArrayList<>();
  private final Map<String, List<Found>> ofHeader = new HashMap<>();

  RecordLabel(int textLength) {
    this.textLength = textLength;
  }

  /** The field that is in the header of this name. */
  static String header(String name) {
    return HEADER + name;
  }

  /** Whether a field is in the label and not in the value. */
  static boolean holds(String field) {
    return field.equals(KEY) || field.startsWith(HEADER);
  }

  /** Whether a field of the label is in a header, and not the key. */
  static boolean isHeader(String field) {
    return field.startsWith(HEADER);
  }

  /** The name of the header that a field is in. */
  static String headerName(String field) {
    return field.substring(HEADER.length());
  }

  void add(Found target) {
    if (target.pointer.equals(KEY)) {
      ofKey.add(target);
    } else {
      String name = headerName(target.pointer);
      ofHeader.computeIfAbsent(name, any -> new ArrayList<>()).add(target);
    }
  }

  /** Fills what is looked for, from this record alone. */
  void read(Raw raw) {
    if (ofKey.isEmpty() && ofHeader.isEmpty()) {
      return;
    }
    ofKey.forEach(Found::clear);
    ofHeader.values().forEach(each -> each.forEach(Found::clear));
    ofKey.forEach(each -> fill(each, raw.key()));
    if (!ofHeader.isEmpty()) {
      for (Header header : raw.headers()) {
        ofHeader.getOrDefault(header.name(), List.of()).forEach(each -> fill(each, header.value()));
      }
    }
  }

  /** A header may be given more than once: readers disagree then about which one counts. */
  private void fill(Found found, @Nullable Bytes bytes) {
    if (bytes == null) {
      return;
    }
    found.twice = found.kind != Found.Kind.MISSING;
    if (bytes.length() > (long) textLength * UTF8_BYTES_AT_MOST) {
      found.isTooLong(bytes.length() + " bytes, at most " + textLength + " characters", 0);
    } else if (!Utf8.isValid(bytes)) {
      found.is(Found.Kind.NOT_UTF8, 0);
    } else {
      fillText(found, bytes);
    }
  }

  private void fillText(Found found, Bytes utf8) {
    int length = utf8.length() > textLength ? utf8.utf8().length() : utf8.length();
    if (length > textLength) {
      found.isTooLong(length + " characters, at most " + textLength, 0);
    } else {
      found.is(Found.Kind.TEXT, 0);
      found.isWritten(utf8.array(), utf8.offset(), utf8.offset() + utf8.length(), false);
    }
  }
}
