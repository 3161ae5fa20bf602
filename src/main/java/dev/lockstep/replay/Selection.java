package dev.lockstep.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Verdict;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant. An empty set means any.
 *
 * @param verdicts what was decided
 * @param reasons why
 * @param entities whom they are about
 * @param types what kind of facts they are
 * @param rules the rule that they break
 * @param sinceMillis set aside at or after this, epoch milliseconds, null for any time
 * @param untilMillis set aside before this, epoch milliseconds, null for any time
 * @param maxLaps one that was replayed this often is left out
 */
public record Selection(
    Set<Verdict> verdicts,
    Set<Reason> reasons,
    Set<String> entities,
    Set<String> types,
    Set<String> rules,
    @Nullable Long sinceMillis,
    @Nullable Long untilMillis,
    int maxLaps) {
  /** How often an event is replayed, unless somebody asks for more. */
  public static final int MAX_LAPS = 3;

  private static final int NAME_BYTES = 6;

  public Selection {
    verdicts = Set.copyOf(verdicts);
    reasons = Set.copyOf(reasons);
    entities = Set.copyOf(entities);
    types = Set.copyOf(types);
    rules = Set.copyOf(rules);
  }

  /** All letters. */
  public static Selection all() {
    return new Selection(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), null, null, MAX_LAPS);
  }

  /** Whether a letter is meant; how often it was replayed is not looked at. */
  boolean holds(DeadLetter letter) {
    long at = letter.setAsideMillis();
    return fits(verdicts, letter.verdict())
        && fits(reasons, letter.reason())
        && fits(entities, letter.entity())
        && fits(types, letter.type())
        && fits(rules, letter.rule())
        && (sinceMillis == null || at >= sinceMillis)
        && (untilMillis == null || at < untilMillis);
  }

  private static <T> boolean fits(Set<T> wanted, @Nullable T own) {
    return wanted.isEmpty() || (own != null && wanted.contains(own));
  }

  /**
   * A short name, the same for the same selection on every machine: a replay's progress is kept
   * under it. It tells nothing of what is selected.
   */
  public String name() {
    StringBuilder text = new StringBuilder();
    for (Set<?> part : List.of(verdicts, reasons, entities, types, rules)) {
      TreeSet<String> sorted = new TreeSet<>();
      part.forEach(each -> sorted.add(each.toString()));
      sorted.forEach(each -> text.append(each.length()).append(':').append(each));
      text.append(';');
    }
    text.append(sinceMillis).append(';').append(untilMillis).append(';').append(maxLaps);
    return HexFormat.of().formatHex(sha256(text.toString()), 0, NAME_BYTES);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java has SHA-256", missing);
    }
  }
}
