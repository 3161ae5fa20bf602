package dev.lockstep.demo;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Accounts that are credited and debited, and never overdrawn. */
final class Wallet {
  private static final List<String> OWNERS =
      List.of("ana", "ben", "cem", "dea", "eli", "fay", "gus", "ida");
  private static final String BALANCE = "balance";
  private static final String FROZEN = "frozen";

  private Wallet() {}

  static Story tell(SplittableRandom random) {
    List<List<Fact>> facts = OWNERS.stream().map(owner -> postings(owner, random)).toList();
    return new Story(
        "wallet",
        OWNERS.size() + " accounts are credited and debited; none is ever overdrawn.",
        "adds it to the balance or takes it off; what would overdraw an account freezes it",
        "account",
        "account",
        Telling.interleave(facts, random),
        Story.eachEntity(Wallet::show),
        Wallet::harm);
  }

  /** The last debit spends so much that it cannot do without the credit before it. */
  private static List<Fact> postings(String owner, SplittableRandom random) {
    List<Fact> facts = new ArrayList<>();
    BigDecimal balance = BigDecimal.ZERO;
    int pairs = random.nextInt(4, 8);
    for (int pair = 1; pair <= pairs; pair++) {
      BigDecimal credit = Money.upTo(100, random);
      balance = balance.add(credit);
      BigDecimal most = pair < pairs ? balance : credit;
      BigDecimal rest = Money.ofCents(random.nextInt(1, most.unscaledValue().intValue()));
      facts.add(posting(owner, facts.size() + 1, "Credited", credit));
      facts.add(posting(owner, facts.size() + 1, "Debited", balance.subtract(rest)));
      balance = rest;
    }
    return facts;
  }

  private static Fact posting(String owner, int version, String type, BigDecimal amount) {
    Map<String, Object> json =
        Json.object(
            "account",
            owner,
            "version",
            version,
            "type",
            type,
            "payload",
            Map.of("amount", amount));
    return new Fact(owner, json, type.equals("Credited") ? credit(amount) : debit(amount));
  }

  private static Effect credit(BigDecimal amount) {
    return state -> with(state, BALANCE, Effect.text(balance(state).add(amount)));
  }

  private static Effect debit(BigDecimal amount) {
    return state -> {
      if (state.containsKey(FROZEN)) {
        return state;
      }
      BigDecimal rest = balance(state).subtract(amount);
      return rest.signum() < 0
          ? with(state, FROZEN, "yes")
          : with(state, BALANCE, Effect.text(rest));
    };
  }

  private static BigDecimal balance(Map<String, String> state) {
    return new BigDecimal(state.getOrDefault(BALANCE, "0"));
  }

  private static Map<String, String> with(Map<String, String> state, String name, String value) {
    Map<String, String> next = new TreeMap<>(state);
    next.put(name, value);
    return next;
  }

  private static String harm(Map<String, Map<String, String>> states) {
    long frozen = states.values().stream().filter(state -> state.containsKey(FROZEN)).count();
    return frozen + " accounts are frozen, because a debit came before its credit or came twice.";
  }

  private static String show(Map<String, String> state) {
    String balance = Money.show(state.getOrDefault(BALANCE, "0"));
    return state.containsKey(FROZEN) ? balance + ", frozen" : balance;
  }
}
