package dev.lockstep.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Orders on their way, and page views and notifications between them. */
final class Orders {
  private static final int COUNT = 8;
  private static final int ANALYTICS = 60;
  private static final String STATUS = "status";

  private Orders() {}

  static Story tell(SplittableRandom random) {
    List<List<Fact>> facts = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      facts.add(events("order-" + (char) ('A' + i), random));
    }
    for (int i = 0; i < COUNT; i++) {
      facts.add(analytics(random));
    }
    return new Story(
        "orders",
        COUNT + " orders are created, changed, paid and shipped; pages are viewed meanwhile.",
        "sets what the event says",
        "order",
        "order",
        Telling.interleave(facts, random),
        Story.eachEntity(Orders::show),
        states -> "An order goes back in its life, and its total forgets items.");
  }

  private static List<Fact> events(String order, SplittableRandom random) {
    List<Fact> facts = new ArrayList<>();
    BigDecimal total = Money.upTo(50, random);
    add(facts, order, "OrderCreated", Json.object(STATUS, "created", "total", total));
    for (int items = random.nextInt(1, 5); items > 0; items--) {
      total = total.add(Money.upTo(50, random));
      add(facts, order, "ItemAdded", Map.of("total", total));
    }
    if (random.nextInt(4) == 0) {
      add(facts, order, "OrderCancelled", Map.of(STATUS, "cancelled"));
      return facts;
    }
    add(facts, order, "OrderPaid", Json.object(STATUS, "paid", "paid", total));
    add(facts, order, "OrderShipped", Map.of(STATUS, "shipped"));
    if (random.nextBoolean()) {
      add(facts, order, "OrderDelivered", Map.of(STATUS, "delivered"));
    }
    return facts;
  }

  private static void add(List<Fact> facts, String order, String type, Map<String, ?> payload) {
    Map<String, Object> json =
        Json.object(
            "orderId", order, "version", facts.size() + 1, "type", type, "payload", payload);
    facts.add(new Fact(order, json, Effect.patch(payload)));
  }

  /** Events without an order and without a version: no state hangs on them. */
  private static List<Fact> analytics(SplittableRandom random) {
    List<Fact> facts = new ArrayList<>();
    for (int i = 0; i < ANALYTICS / COUNT; i++) {
      String type = random.nextBoolean() ? "PageViewed" : "NotificationSent";
      facts.add(new Fact("", Json.object("type", type, "payload", Map.of()), Effect.NONE));
    }
    return facts;
  }

  private static String show(Map<String, String> state) {
    String status = state.getOrDefault(STATUS, "-");
    return status + ", " + Money.show(state.getOrDefault("total", "0"));
  }
}
