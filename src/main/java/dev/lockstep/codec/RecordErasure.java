package dev.lockstep.codec;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Header;
import dev.lockstep.event.Laps;
import dev.lockstep.event.Raw;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/**
 * What is taken out of records.
 *
 * @param value pointers into the value
 * @param headers names of headers
 * @param key whether the key is one of them
 */
record RecordErasure(List<String> value, List<String> headers, boolean key)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final Bytes WITHHELD = Bytes.utf8(Erased.WORD);

  RecordErasure {
    value = List.copyOf(value);
    headers = List.copyOf(headers);
  }

  static RecordErasure of(List<String> pointers, EventFields fields) {
    boolean cloud = fields.format() == EventFields.Format.CLOUD_EVENTS;
    List<String> labels =
        pointers.stream()
            .map(each -> cloud && each.length() > 1 ? CloudFields.inBinary(each) : each)
            .filter(RecordLabel::holds)
            .toList();
    return new RecordErasure(
        Pointing.intoRecord(pointers, fields),
        labels.stream().filter(RecordLabel::isHeader).map(RecordLabel::headerName).toList(),
        labels.stream().anyMatch(each -> !RecordLabel.isHeader(each)));
  }

  /** The record without the values, which are added to the secrets. */
  Raw of(Raw raw, Secrets secrets) {
    Bytes erased = raw.value() == null ? null : json(raw.value(), value, secrets, WITHHELD);
    for (Header header : raw.headers()) {
      if (isNamed(header) && header.value() != null) {
        secrets.add(header.value().utf8());
      }
    }
    Bytes own = raw.key();
    if (key && own != null) {
      secrets.add(own.utf8());
    }
    return new Raw(
        erased,
        own == null ? null : keyWithout(own, secrets),
        raw.headers().stream().map(header -> without(header, secrets)).toList(),
        raw.origin());
  }

  private boolean isNamed(Header header) {
    return headers.stream().anyMatch(header.name()::equalsIgnoreCase);
  }

  private Bytes keyWithout(Bytes own, Secrets secrets) {
    if (key || secrets.areIn(own.utf8())) {
      return WITHHELD;
    }
    try {
      return Erased.of(own, value).json();
    } catch (IOException plain) {
      return own;
    }
  }

  private Header without(Header header, Secrets secrets) {
    Bytes own = header.value();
    if (own == null || Laps.isTold(header.name())) {
      return header;
    }
    return isNamed(header) || secrets.areIn(own.utf8())
        ? new Header(header.name(), WITHHELD)
        : header;
  }

  /** JSON without the values at the pointers; what is no JSON is withheld. */
  static Bytes json(Bytes json, List<String> pointers, Secrets secrets) {
    return json.length() == 0 ? json : json(json, pointers, secrets, Erased.WORD_AS_JSON);
  }

  private static Bytes json(Bytes json, List<String> pointers, Secrets secrets, Bytes withheld) {
    try {
      Erased erased = Erased.of(json, pointers);
      secrets.addAll(erased.secrets());
      return erased.json();
    } catch (IOException unreadable) {
      return withheld;
    }
  }
}
