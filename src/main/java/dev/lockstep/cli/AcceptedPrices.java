package dev.lockstep.cli;

import dev.lockstep.savepoint.Price;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** What somebody takes the responsibility for when state goes on under a changed spec. */
final class AcceptedPrices {
  @Option(
      names = "--accept",
      paramLabel = "PRICE",
      description = "Take the responsibility for event-id, topics or outputs. May be repeated.")
  private List<String> words = List.of();

  Set<Price> prices() {
    Set<Price> prices = EnumSet.noneOf(Price.class);
    words.forEach(word -> prices.add(price(word)));
    return prices;
  }

  private static Price price(String word) {
    return Price.of(word)
        .orElseThrow(
            () -> CommandFailure.usage("--accept takes " + Price.words() + ", not `" + word + "`"));
  }
}
