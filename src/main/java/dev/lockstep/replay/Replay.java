package dev.lockstep.replay;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Laps;
import dev.lockstep.event.Raw;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends what is planned: at a rate, in transactions of a fraction of a second, each with the
 * progress that it makes. A letter that is not whole is read from its origin first.
 */
public final class Replay {
  private static final long COMMIT_AFTER_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
  private static final int COMMIT_AFTER_RECORDS = 500;

  private final Originals originals;
  private final Destination destination;
  private final Pace pace;
  private final Consumer<Sent> listener;
  private final Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
  private long sent;
  private long fetched;
  private Progress progress = Progress.none();
  private long uncommitted;
  private long begunNanos;

  /**
   * A replay.
   *
   * @param listener is told after each commit
   */
  public Replay(Originals originals, Destination destination, Pace pace, Consumer<Sent> listener) {
    this.originals = originals;
    this.destination = destination;
    this.pace = pace;
    this.listener = listener;
  }

  /**
   * What was done so far.
   *
   * @param records how many were sent
   * @param fetched how many of these were read from their origins
   * @param leftOut how many could not be sent, by reason
   */
  public record Sent(long records, long fetched, Map<LeftOut, Long> leftOut) {
    public Sent {
      leftOut = Map.copyOf(leftOut);
    }
  }

  /** Sends all of it; what an interruption leaves uncommitted does not count as sent. */
  public Sent run(Plan plan, Progress begun) throws IOException, InterruptedException {
    progress = begun;
    begunNanos = System.nanoTime();
    for (Filed filed : plan.letters()) {
      send(filed);
      progress = progress.at(filed.standing());
      uncommitted++;
      commitAfter(0);
    }
    progress = progress.ended();
    commit();
    return sent();
  }

  private void send(Filed filed) throws IOException, InterruptedException {
    DeadLetter letter = filed.letter();
    boolean whole = filed.content().isWhole();
    @Nullable Raw raw = whole ? letter.raw() : originals.of(letter);
    if (raw == null) {
      leftOut.merge(originals.missing(letter), 1L, Long::sum);
      return;
    }
    long waitNanos = pace.waitNanos(System.nanoTime());
    commitAfter(waitNanos);
    TimeUnit.NANOSECONDS.sleep(waitNanos);
    if (destination.send(Outgoing.of(raw, laps(letter, raw)), letter)) {
      sent++;
      fetched += whole ? 0 : 1;
    } else {
      leftOut.merge(LeftOut.NO_LINE, 1L, Long::sum);
    }
  }

  /** The record itself knows best; what is left of it may have lost its headers. */
  private static int laps(DeadLetter letter, Raw whole) {
    return Math.max(letter.laps(), Laps.of(whole.headers()));
  }

  /** Nothing stays uncommitted for long, at the slowest rate either. */
  private void commitAfter(long waitNanos) throws IOException {
    long openNanos = System.nanoTime() - begunNanos + waitNanos;
    if (uncommitted >= COMMIT_AFTER_RECORDS
        || (uncommitted > 0 && openNanos >= COMMIT_AFTER_NANOS)) {
      commit();
    }
  }

  private void commit() throws IOException {
    destination.commit(progress);
    uncommitted = 0;
    begunNanos = System.nanoTime();
    listener.accept(sent());
  }

  private Sent sent() {
    return new Sent(sent, fetched, leftOut);
  }
}
