package dev.lockstep.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** One book of accounts whose postings each move an amount from one account to another. */
final class Ledger {
  private static final String BOOK = "ledger";
  private static final List<String> ACCOUNTS =
      List.of("cash", "rent", "sales", "stock", "tax", "wages");
  private static final int POSTINGS = 90;

  private Ledger() {}

  static Story tell(SplittableRandom random) {
    return new Story(
        "ledger",
        "One book of " + ACCOUNTS.size() + " accounts; a posting says the new balances of two.",
        "sets the balances that the posting says",
        "book",
        "account",
        Telling.interleave(List.of(postings(random)), random),
        Ledger::rows,
        states -> "The book, which must add up to 0.00, adds up to " + sum(states) + ".");
  }

  private static List<Fact> postings(SplittableRandom random) {
    Map<String, BigDecimal> balances = new TreeMap<>();
    List<Fact> facts = new ArrayList<>();
    for (int entry = 1; entry <= POSTINGS; entry++) {
      int from = random.nextInt(ACCOUNTS.size());
      int to = (from + random.nextInt(1, ACCOUNTS.size())) % ACCOUNTS.size();
      BigDecimal amount = Money.upTo(100, random);
      Map<String, Object> payload = new TreeMap<>();
      payload.put(
          ACCOUNTS.get(from), balances.merge(ACCOUNTS.get(from), amount.negate(), BigDecimal::add));
      payload.put(ACCOUNTS.get(to), balances.merge(ACCOUNTS.get(to), amount, BigDecimal::add));
      facts.add(
          new Fact(
              BOOK,
              Json.object("entry", entry, "type", "Posted", "payload", payload),
              Effect.patch(payload)));
    }
    return facts;
  }

  private static String sum(Map<String, Map<String, String>> states) {
    BigDecimal sum = BigDecimal.ZERO;
    for (String balance : states.getOrDefault(BOOK, Map.of()).values()) {
      sum = sum.add(new BigDecimal(balance));
    }
    return Money.show(sum.toPlainString());
  }

  private static Map<String, String> rows(Map<String, Map<String, String>> states) {
    Map<String, String> rows = new TreeMap<>();
    states
        .getOrDefault(BOOK, Map.of())
        .forEach((account, balance) -> rows.put(account, Money.show(balance)));
    return rows;
  }
}
