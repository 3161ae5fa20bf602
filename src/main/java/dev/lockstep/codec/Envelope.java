package dev.lockstep.codec;

import dev.lockstep.codec.EventFields.Pair;
import dev.lockstep.codec.EventFields.Pointers;
import dev.lockstep.codec.EventFields.Single;
import dev.lockstep.codec.EventFields.Text;
import dev.lockstep.codec.EventFields.VersionField;
import dev.lockstep.event.Raw;
import dev.lockstep.json.ReadFault;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one job's events, to be found in one record after the other: all pointers as one
 * tree, headers and key beside it. What the spec does not name is null.
 */
final class Envelope {
  private static final List<String> CLOUD_TIMES = List.of("/time", CloudFields.inBinary("/time"));

  final PointerNode root = new PointerNode();
  final RecordLabel label;
  final Mode mode;
  final List<Found> entity;
  final @Nullable Found id;
  final @Nullable Found source;
  final @Nullable Found type;
  final List<Found> version;
  final @Nullable Found time;
  final List<Found> ranks;
  final @Nullable Found delete;
  final Found data;

  /** Whether an event may do without a time though the spec names one, as CloudEvents may. */
  final boolean timeIsOptional;

  private final @Nullable CloudAttributes attributes;

  /**
   * Compiles the pointers.
   *
   * @throws IllegalArgumentException when one of them is none
   */
  Envelope(EventFields fields, Mode mode) {
    this.mode = mode;
    label = new RecordLabel(fields.limits().textLength());
    entity = fields.entity() instanceof Pointers read ? all(read.pointers()) : List.of();
    id = one(fields.id());
    source = repeating(fields.source());
    type = repeating(fields.type());
    version = all(pointers(fields.version()));
    time = one(fields.time());
    ranks = all(fields.ranks());
    delete = one(fields.delete());
    data = new Found(Objects.requireNonNullElse(fields.data(), ""), false);
    root.add(data);
    root.at(data).isData = true;
    if (fields.data() == null) {
      Stream.of(Stream.of(id, source, time), version.stream(), ranks.stream())
          .flatMap(each -> each)
          .filter(Objects::nonNull)
          .filter(each -> !each.isLabel)
          .forEach(each -> root.at(each).isLeftOut = true);
    }
    timeIsOptional =
        mode != Mode.PLAIN
            && fields.by() != OrderBy.TIME
            && fields.time() != null
            && CLOUD_TIMES.contains(fields.time());
    attributes = mode == Mode.PLAIN ? null : new CloudAttributes(mode);
    if (attributes != null) {
      attributes.all().forEach(this::add);
    }
  }

  /** Forgets the record before, and reads what this one says beside its value. */
  void begin(Raw raw) {
    root.clear();
    label.read(raw);
  }

  /** Looks at the attributes as soon as all of them are known: before a value that is only data. */
  void checkLabel() throws ReadFault {
    if (attributes != null && mode == Mode.BINARY) {
      attributes.check();
    }
  }

  /** Looks at the attributes once the value was read. */
  void checkValue() throws ReadFault {
    if (attributes != null && mode == Mode.STRUCTURED) {
      attributes.check();
    }
  }

  private static List<String> pointers(VersionField version) {
    if (version instanceof Single single) {
      return List.of(single.pointer());
    }
    if (version instanceof Text text) {
      return List.of(text.pointer());
    }
    if (version instanceof Pair pair) {
      return List.of(pair.epoch(), pair.number());
    }
    return List.of();
  }

  private @Nullable Found one(@Nullable String pointer) {
    return pointer == null ? null : all(List.of(pointer)).get(0);
  }

  private @Nullable Found repeating(@Nullable String pointer) {
    if (pointer == null) {
      return null;
    }
    Found found = Found.repeating(pointer);
    add(found);
    return found;
  }

  private List<Found> all(List<String> pointers) {
    List<Found> found = pointers.stream().map(each -> new Found(each, true)).toList();
    found.forEach(this::add);
    return found;
  }

  private void add(Found found) {
    if (found.isLabel) {
      label.add(found);
    } else {
      root.add(found);
    }
  }
}
