package dev.lockstep.cli;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Orders, each created, changed, paid and shipped, in the form of {@code jobs/orders.yaml}.
 *
 * @param orders how many
 * @param items how often each is changed: it has so many versions and three more
 */
record OrderStory(int orders, int items) {

  int versions() {
    return items + 3;
  }

  /** Some versions of all orders. */
  List<String> events(int... versions) {
    List<String> events = new ArrayList<>();
    for (int order = 0; order < orders; order++) {
      for (int version : versions) {
        events.add(event(order, version));
      }
    }
    return events;
  }

  List<String> shuffled(Random random) {
    List<String> events = new ArrayList<>(events(IntStream.rangeClosed(1, versions()).toArray()));
    Collections.shuffle(events, random);
    return events;
  }

  private String event(int order, int version) {
    return """
        {"orderId":"o%d","eventId":"o%d-%d","type":"%s","version":%d,\
        "occurredAt":%d,"payload":{%s}}"""
        .formatted(
            order, order, version, type(version), version, 1_700_000_000_000L, payload(version));
  }

  private String type(int version) {
    if (version == 1) {
      return "OrderCreated";
    }
    if (version == versions() - 1) {
      return "OrderPaid";
    }
    return version == versions() ? "OrderShipped" : "ItemAdded";
  }

  private String payload(int version) {
    return switch (type(version)) {
      case "OrderCreated" -> "\"total\":10";
      case "OrderPaid" -> "\"paid\":10";
      case "OrderShipped" -> "\"shipped\":true";
      default -> "\"item\":" + version;
    };
  }

  /** The first versions of each order, in order and once. */
  Map<String, List<Integer>> inOrder(int last) {
    Map<String, List<Integer>> versions = new TreeMap<>();
    for (int order = 0; order < orders; order++) {
      versions.put("o" + order, IntStream.rangeClosed(1, last).boxed().toList());
    }
    return versions;
  }
}
