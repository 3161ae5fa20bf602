package dev.lockstep.simulate;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.StableHash;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Receipt;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether receipts prove the places of what was applied, and of the tombstones between. */
final class CheckedReceipts {
  private final List<String> tombstones;

  /** How many of what may have emptied the state are behind. */
  private int passed;

  /** How often the entity began anew, not counting what was seen of it in receipts. */
  private long beginnings;

  private CheckedReceipts(CheckedEntity entity) {
    tombstones =
        entity.controls().stream()
            .filter(each -> each.verb() == Verb.RESET || each.verb() == Verb.FORGET)
            .map(ControlEvent::id)
            .toList();
    beginnings = entity.beginnings();
  }

  static void check(Findings findings) {
    CheckedReceipts receipts = new CheckedReceipts(findings.entity());
    Version previous = null;
    Receipt last = new Receipt(0, null, 0);
    for (Applied each : findings.entity().applied()) {
      if (previous != null && each.receipt().previousVersion() == null) {
        receipts.beginnings--;
        previous = receipts.beginnings < 0 ? previous : null;
      }
      Receipt expected = receipts.next(last, previous, each, receipts.passed);
      findings.require(
          each.receipt().equals(expected),
          "a receipt proves its place",
          each.event().version() + " has " + each.receipt());
      previous = each.event().version();
      last = expected;
    }
  }

  /** The receipt after this one, with tombstones from here on in between if only that fits. */
  private Receipt next(Receipt last, @Nullable Version previous, Applied applied, int from) {
    long id = StableHash.of(applied.event().id());
    Receipt plain = after(last, previous, id, applied.event().contentHash());
    if (plain.equals(applied.receipt())) {
      passed = from;
      return plain;
    }
    for (int i = from; i < tombstones.size(); i++) {
      Receipt tombstone = after(last, previous, StableHash.of(tombstones.get(i)), 0);
      Receipt next = next(tombstone, previous, applied, i + 1);
      if (next.equals(applied.receipt())) {
        return next;
      }
    }
    return plain;
  }

  private static Receipt after(
      Receipt last, @Nullable Version previous, long idHash, long contentHash) {
    long sequence = last.sequence() + 1;
    long hash = StableHash.with(StableHash.with(last.chain(), sequence), idHash);
    return new Receipt(sequence, previous, StableHash.finish(StableHash.with(hash, contentHash)));
  }
}
