package dev.lockstep.codec;

import dev.lockstep.codec.EventFields.Pointers;
import dev.lockstep.codec.EventFields.Single;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Records that are CloudEvents, and the usual way to read them. */
final class CloudEvents {
  static final String STRUCTURED_TYPE = "application/cloudevents+json; charset=UTF-8";

  /** As Kafka's protocol binding shows them, all attributes in headers. */
  static final Map<String, String> HEADERS =
      Map.of(
          "ce_specversion", "1.0",
          "ce_id", "A234-1234-1234",
          "ce_source", "/orders/north",
          "ce_type", "com.example.order.paid",
          "ce_subject", "order-7",
          "ce_sequence", "3",
          "ce_partitionkey", "customer-1",
          "ce_time", "2018-04-05T17:31:00.5Z",
          "content-type", "application/json");

  static final String DATA = "{\"orderId\": 7,  \"amount\": 12.50}";

  /** The same event, all in one value. */
  static final String STRUCTURED =
      "{\"specversion\":\"1.0\",\"id\":\"A234-1234-1234\",\"source\":\"/orders/north\","
          + "\"type\":\"com.example.order.paid\",\"subject\":\"order-7\",\"sequence\":\"3\","
          + "\"partitionkey\":\"customer-1\",\"time\":\"2018-04-05T17:31:00.5Z\","
          + "\"datacontenttype\":\"application/json\",\"data\": "
          + DATA
          + " }";

  private CloudEvents() {}

  /** All defaults of a spec, by version. */
  static EventFields fields() {
    return fields(OrderBy.VERSION);
  }

  static EventFields fields(OrderBy by) {
    return fields("/subject", "/time", null, "/data", by);
  }

  static EventFields fields(String entity, String time, String delete, String data, OrderBy by) {
    return new EventFields(
        EventFields.Format.CLOUD_EVENTS,
        new Pointers(List.of(entity)),
        "/id",
        "/source",
        "/type",
        new Single("/sequence"),
        time,
        List.of(),
        delete,
        data,
        by,
        Set.of("Seen"),
        ReadLimits.DEFAULT);
  }

  static Raw structured(String json) {
    return raw(json, Map.of("content-type", STRUCTURED_TYPE));
  }

  static Raw binary() {
    return raw(DATA, HEADERS);
  }

  static Raw binaryWithout(String header) {
    Map<String, String> rest = new LinkedHashMap<>(HEADERS);
    rest.remove(header);
    return raw(DATA, rest);
  }

  static Raw binaryWith(String header, String value) {
    Map<String, String> changed = new LinkedHashMap<>(HEADERS);
    changed.put(header, value);
    return raw(DATA, changed);
  }

  static Raw raw(String value, Map<String, String> headers) {
    List<Header> list = new ArrayList<>();
    headers.forEach((name, text) -> list.add(new Header(name, Bytes.utf8(text))));
    Bytes bytes = value == null ? null : Bytes.utf8(value);
    return new Raw(bytes, null, list, Decoding.ORIGIN);
  }

  static Decoded decode(EventFields fields, Raw raw) {
    return Decoder.of(fields).decode(raw, Decoding.RECORD_TIME);
  }

  static Event event(EventFields fields, Raw raw) {
    Decoded decoded = decode(fields, raw);
    if (decoded instanceof Event event) {
      return event;
    }
    throw new AssertionError("no event: " + decoded);
  }

  static Undecodable undecodable(EventFields fields, Raw raw) {
    Decoded decoded = decode(fields, raw);
    if (decoded instanceof Undecodable undecodable) {
      return undecodable;
    }
    throw new AssertionError("readable: " + decoded);
  }
}
