package dev.lockstep.state;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.AnalyticsEvent;
import dev.lockstep.event.Arrival;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Memory;
import dev.lockstep.reconcile.Quarantined;
import dev.lockstep.reconcile.Ruling;
import dev.lockstep.reconcile.StateChange;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How the values of one type are written: in state, or between operators.
 *
 * @param <T> the type of the values, which are immutable, but for those of {@link #ENTITY}
 */
public final class Layout<T> {
  /** State: an entity with its small held bodies. */
  public static final Layout<Stored> ENTITY =
      new Layout<>(
          "entity",
          EntityFormat.CURRENT,
          Stored.class,
          EntityFormat::write,
          EntityFormat::read,
          Stored::copy);

  /** State: the body of a held event. */
  public static final Layout<Event> EVENT =
      new Layout<>("event", 1, Event.class, EventFormat::write, EventFormat::read);

  /** State: remembered events that are kept apart from their entity. */
  public static final Layout<Memory> MEMORY =
      new Layout<>("memory", 1, Memory.class, MemoryFormat::write, MemoryFormat::read);

  /** State: what was counted. */
  public static final Layout<Tally> TALLY =
      new Layout<>("tally", 1, Tally.class, TallyFormat::write, TallyFormat::read);

  /** State: what the job is that the state belongs to. */
  public static final Layout<JobIdentity> IDENTITY =
      new Layout<>("identity", 1, JobIdentity.class, IdentityFormat::write, IdentityFormat::read);

  /** What a record turned out to be. */
  public static final Layout<Decoded> DECODED =
      new Layout<>(
          "decoded", 1, Decoded.class, ArrivalFormat::writeDecoded, ArrivalFormat::readDecoded);

  /** An event of the analytics lane. */
  public static final Layout<AnalyticsEvent> ANALYTICS =
      new Layout<>(
          "analytics",
          1,
          AnalyticsEvent.class,
          ArrivalFormat::writeDecoded,
          in -> (AnalyticsEvent) ArrivalFormat.readDecoded(in));

  /** What reaches an entity. */
  public static final Layout<Arrival> ARRIVAL =
      new Layout<>("arrival", 1, Arrival.class, ArrivalFormat::write, ArrivalFormat::read);

  /** What leaves an entity with another state. */
  public static final Layout<StateChange> CHANGE =
      new Layout<>(
          "change",
          1,
          StateChange.class,
          OutputFormat::writeStateChange,
          OutputFormat::readStateChange);

  /** A verdict. */
  public static final Layout<Ruling> RULING =
      new Layout<>("ruling", 1, Ruling.class, OutputFormat::writeRuling, OutputFormat::readRuling);

  /** An event set aside. */
  public static final Layout<DeadLetter> DEAD_LETTER =
      new Layout<>(
          "dead-letter", 1, DeadLetter.class, DeadLetterFormat::write, DeadLetterFormat::read);

  /** An incident. */
  public static final Layout<Incident> INCIDENT =
      new Layout<>(
          "incident", 1, Incident.class, OutputFormat::writeIncident, OutputFormat::readIncident);

  /** What is to be known of a quarantined entity. */
  public static final Layout<Quarantined> QUARANTINED =
      new Layout<>(
          "quarantined",
          1,
          Quarantined.class,
          FactsFormat::writeQuarantined,
          FactsFormat::readQuarantined);

  private static final List<Layout<?>> ALL =
      List.of(
          ENTITY,
          EVENT,
          MEMORY,
          TALLY,
          IDENTITY,
          DECODED,
          ANALYTICS,
          ARRIVAL,
          CHANGE,
          RULING,
          DEAD_LETTER,
          INCIDENT,
          QUARANTINED);

  private static final Map<String, Layout<?>> BY_NAME =
      ALL.stream().collect(Collectors.toMap(Layout::name, Function.identity()));

  private final String name;
  private final int format;
  private final Class<T> type;
  private final Fields.Writer<T> writer;
  private final Fields.Reader<T> reader;
  private final @Nullable UnaryOperator<T> copier;

  private Layout(
      String name, int format, Class<T> type, Fields.Writer<T> writer, Fields.Reader<T> reader) {
    this(name, format, type, writer, reader, null);
  }

  private Layout(
      String name,
      int format,
      Class<T> type,
      Fields.Writer<T> writer,
      Fields.Reader<T> reader,
      @Nullable UnaryOperator<T> copier) {
    this.name = name;
    this.format = format;
    this.type = type;
    this.writer = writer;
    this.reader = reader;
    this.copier = copier;
  }

  /** The name that is kept in savepoints; it never changes. */
  public String name() {
    return name;
  }

  /** The newest format that this version reads, and the one that it writes. */
  public int format() {
    return format;
  }

  /** The type of the values. */
  public Class<T> type() {
    return type;
  }

  /** What Flink asks for a serializer. */
  public LayoutType<T> typeInformation() {
    return new LayoutType<>(this);
  }

  Fields.Writer<T> writer() {
    return writer;
  }

  Fields.Reader<T> reader() {
    return reader;
  }

  /** Whether a value never changes: then it needs no copy. */
  boolean isImmutable() {
    return copier == null;
  }

  /** A value that stays as this one is now. */
  T copy(T value) {
    return copier == null ? value : copier.apply(value);
  }

  static List<Layout<?>> all() {
    return ALL;
  }

  static boolean isKnown(String name) {
    return BY_NAME.containsKey(name);
  }

  static Layout<?> named(String name) {
    Layout<?> layout = BY_NAME.get(name);
    if (layout == null) {
      throw new IllegalStateException(
          "no layout is called " + name + ": written by another version?");
    }
    return layout;
  }

  @Override
  public String toString() {
    return name;
  }
}
