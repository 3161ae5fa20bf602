package dev.lockstep.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Many accounts, each with its own numbering; an entry says the balance after it. */
final class Ledgers {
  private static final List<String> ACCOUNTS =
      List.of("cash", "fees", "gifts", "rent", "sales", "stock", "tax", "wages");

  private Ledgers() {}

  static Story tell(SplittableRandom random) {
    List<List<Fact>> facts = ACCOUNTS.stream().map(account -> entries(account, random)).toList();
    return new Story(
        "ledgers",
        ACCOUNTS.size() + " accounts, each numbered by itself; an entry says the new balance.",
        "keeps the balance that the entry says",
        "account",
        "account",
        Telling.interleave(facts, random),
        Story.eachEntity(state -> Money.show(state.getOrDefault("balance", "0"))),
        states -> "Balances are those of an earlier entry.");
  }

  private static List<Fact> entries(String account, SplittableRandom random) {
    List<Fact> facts = new ArrayList<>();
    BigDecimal balance = BigDecimal.ZERO;
    int count = random.nextInt(9, 18);
    for (int entry = 1; entry <= count; entry++) {
      balance = balance.add(Money.upTo(100, random));
      Map<String, Object> payload = Map.of("balance", balance);
      Map<String, Object> json =
          Json.object(
              "account", account, "entry", entry, "type", "EntryBooked", "payload", payload);
      facts.add(new Fact(account, json, Effect.replace(payload)));
    }
    return facts;
  }
}
