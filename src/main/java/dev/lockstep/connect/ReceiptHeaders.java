package dev.lockstep.connect;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Cleared;
import dev.lockstep.reconcile.Receipt;
import java.util.Set;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/**
 * The headers that prove a result's place, as texts. A consumer that keeps the highest {@code
 * lockstep-sequence} of each entity and drops what is not above it sees every result once.
 */
final class ReceiptHeaders {
  private static final String OURS = "lockstep-";

  private static final String ENTITY = "lockstep-entity";
  private static final String VERSION = "lockstep-version";
  private static final String SEQUENCE = "lockstep-sequence";
  private static final String PREVIOUS_VERSION = "lockstep-previous-version";
  private static final String CHAIN = "lockstep-chain";
  private static final String ORIGIN = "lockstep-origin";
  private static final String TIME = "lockstep-time";
  private static final String VERDICT = "lockstep-verdict";
  private static final String REASON = "lockstep-reason";
  private static final String CUT = "lockstep-cut";

  private ReceiptHeaders() {}

  /**
   * Whether a header is written by Lockstep. Those of an earlier job, and of a replay into this
   * one, are not passed on: a later job would take them for its own.
   */
  static boolean isOurs(String name) {
    return name.startsWith(OURS);
  }

  /**
   * Adds those of a change.
   *
   * @param entity the entity's id in UTF-8
   */
  static void add(Headers headers, byte[] entity, Change change) {
    Event event = change.event();
    Receipt receipt = change.receipt();
    headers.add(ENTITY, entity);
    add(headers, VERSION, event.version());
    headers.add(SEQUENCE, HeaderText.of(receipt.sequence()));
    add(headers, PREVIOUS_VERSION, receipt.previousVersion());
    headers.add(CHAIN, HeaderText.hex(receipt.chain()));
    headers.add(TIME, HeaderText.of(event.timeMillis()));
    headers.add(ORIGIN, HeaderText.of(event.raw().origin()));
  }

  /** Adds those of a state that an operator emptied. */
  static void add(Headers headers, byte[] entity, Cleared cleared) {
    Receipt receipt = cleared.receipt();
    headers.add(ENTITY, entity);
    headers.add(SEQUENCE, HeaderText.of(receipt.sequence()));
    add(headers, PREVIOUS_VERSION, receipt.previousVersion());
    headers.add(CHAIN, HeaderText.hex(receipt.chain()));
  }

  /**
   * Adds those of a dead letter.
   *
   * @param cut its parts that are missing or shortened
   */
  static void add(Headers headers, DeadLetter letter, Set<String> cut) {
    add(headers, ENTITY, letter.entity());
    add(headers, VERSION, letter.version());
    add(headers, VERDICT, letter.verdict().name());
    add(headers, REASON, letter.reason().name());
    headers.add(ORIGIN, HeaderText.of(letter.raw().origin()));
    add(headers, CUT, cut.isEmpty() ? null : String.join(",", cut));
  }

  private static void add(Headers headers, String name, @Nullable Version version) {
    if (version != null) {
      headers.add(name, HeaderText.of(version));
    }
  }

  /** What is not known has no header. */
  private static void add(Headers headers, String name, @Nullable String value) {
    if (value != null) {
      headers.add(name, value.getBytes(UTF_8));
    }
  }
}
