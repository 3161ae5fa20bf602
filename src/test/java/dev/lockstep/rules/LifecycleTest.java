package dev.lockstep.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.reconcile.Passage;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Violation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which events may come in which stage of an order's life. */
class LifecycleTest {
  private static final Lifecycle ORDERS =
      new Lifecycle("new", Set.of("delivered", "cancelled"), stages());
  private final Rules rules = new RuleBook(ORDERS, List.of(), Set.of()).open();

  private static Map<String, Map<String, String>> stages() {
    Map<String, String> created = new LinkedHashMap<>();
    created.put("OrderPaid", "paid");
    created.put("NoteAdded", "created");
    created.put("OrderCancelled", "cancelled");
    Map<String, Map<String, String>> stages = new LinkedHashMap<>();
    stages.put("new", Map.of("OrderCreated", "created"));
    stages.put("created", created);
    stages.put("paid", Map.of("OrderShipped", "shipped"));
    stages.put("shipped", Map.of("OrderDelivered", "delivered"));
    return stages;
  }

  @ParameterizedTest(name = "from {0} by {1}: {2}")
  @CsvSource(
      nullValues = "-",
      value = {
        "-,         OrderCreated,   created",
        "new,       OrderCreated,   created",
        "created,   OrderPaid,      paid",
        "created,   NoteAdded,      created",
        "created,   OrderCancelled, cancelled",
        "paid,      OrderShipped,   shipped",
        "shipped,   OrderDelivered, delivered",
      })
  void thereIsAWay(String stage, String type, String after) {
    assertThat(pass(stage, type)).isEqualTo(new Passage(after, null));
  }

  @ParameterizedTest(name = "from {0} by {1}: {2}")
  @CsvSource(
      nullValues = "-",
      delimiter = '|',
      value = {
        "-         | OrderPaid    | no way from `new` by `OrderPaid`: there come OrderCreated",
        "created   | OrderShipped | no way from `created` by `OrderShipped`: there come OrderPaid, NoteAdded, OrderCancelled",
        "created   | OrderCreated | no way from `created` by `OrderCreated`: there come OrderPaid, NoteAdded, OrderCancelled",
        "created   | orderpaid    | no way from `created` by `orderpaid`: there come OrderPaid, NoteAdded, OrderCancelled",
        "delivered | NoteAdded    | no way from `delivered` by `NoteAdded`: it is the end",
        "cancelled | OrderPaid    | no way from `cancelled` by `OrderPaid`: it is the end",
        "packed    | OrderShipped | no way from `packed` by `OrderShipped`: the lifecycle has no such stage",
      })
  void thereIsNoWay(String stage, String type, String detail) {
    assertThat(pass(stage, type))
        .isEqualTo(new Passage(stage, new Violation(Reason.LIFECYCLE, "lifecycle", detail)));
  }

  private Passage pass(String stage, String type) {
    return rules.pass(stage, Asking.event(type, "{}"));
  }

  @Test
  void aLifecycleAsksNothingOfTheState() {
    assertThat(rules.check(null, Asking.event("X", "not JSON").data(), Asking.event("X", "{}")))
        .isNull();
  }

  @Test
  void withoutALifecycleEveryEventMayCome() {
    Rules none = new RuleBook(null, List.of(), Set.of()).open();
    assertThat(none).isSameAs(Rules.NONE);
    assertThat(none.pass("anywhere", Asking.event("X", "{}"))).isEqualTo(new Passage(null, null));

    Rules invariants = new RuleBook(null, List.of(new Invariant("a", "true")), Set.of()).open();
    assertThat(invariants.pass("anywhere", Asking.event("X", "{}")))
        .isEqualTo(new Passage(null, null));
  }
}
