package dev.lockstep.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An order whose payment is mistyped, and one that is not. */
final class Underpaid {
  private static final String ORDER = "order-X";
  private static final String OTHER = "order-Y";
  private static final BigDecimal TOTAL = new BigDecimal("60.00");
  private static final BigDecimal MISTYPED = new BigDecimal("6.00");

  private final List<String> lines = new ArrayList<>();
  private final Map<String, Map<String, String>> states = new TreeMap<>();

  private Underpaid() {}

  static Mishap mishap() {
    Underpaid all = new Underpaid();
    for (String order : List.of(ORDER, OTHER)) {
      all.happens(order, 1, "OrderCreated", Json.object("status", "created", "total", TOTAL));
    }
    all.lines.add(line(ORDER, 2, "OrderPaid", payment(MISTYPED)));
    all.states.computeIfPresent(ORDER, (order, state) -> Effect.patch(payment(TOTAL)).on(state));
    all.happens(OTHER, 2, "OrderPaid", payment(TOTAL));
    all.happens(ORDER, 3, "OrderShipped", Map.of("status", "shipped"));
    all.happens(OTHER, 3, "OrderShipped", Map.of("status", "shipped"));
    all.happens(OTHER, 4, "OrderDelivered", Map.of("status", "delivered"));
    return new Mishap(
        "Somebody types that 6.00 were paid for %s, instead of 60.00; then it is shipped."
            .formatted(ORDER),
        ORDER,
        OTHER,
        all.lines,
        id(ORDER, 2),
        2,
        line(ORDER, 2, "OrderPaid", payment(TOTAL)),
        "60.00 were paid, not 6.00",
        all.states);
  }

  private void happens(String order, int version, String type, Map<String, ?> payload) {
    lines.add(line(order, version, type, payload));
    states.put(order, Effect.patch(payload).on(states.getOrDefault(order, Map.of())));
  }

  private static Map<String, Object> payment(BigDecimal amount) {
    return Json.object("status", "paid", "paid", amount);
  }

  private static String id(String order, int version) {
    return order + "-" + version;
  }

  private static String line(String order, int version, String type, Map<String, ?> payload) {
    return Telling.line(
        Json.object(
            "eventId",
            id(order, version),
            "orderId",
            order,
            "version",
            version,
            "type",
            type,
            "payload",
            payload,
            "occurredAt",
            Telling.END.plusSeconds(version).toString()));
  }
}
