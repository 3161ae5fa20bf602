package dev.lockstep.codec;

import dev.lockstep.codec.EventFields.Pair;
import dev.lockstep.codec.EventFields.Pointers;
import dev.lockstep.codec.EventFields.Single;
import dev.lockstep.codec.EventFields.Text;
import dev.lockstep.codec.EventFields.VersionField;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one job's events, to be found in one record after the other: all pointers as one
 * tree. What the spec does not name is null.
 */
final class Envelope {
  final PointerNode root = new PointerNode();
  final List<Found> entity;
  final @Nullable Found id;
  final @Nullable Found source;
  final @Nullable Found type;
  final List<Found> version;
  final @Nullable Found time;
  final List<Found> ranks;
  final @Nullable Found delete;
  final Found data;

  /**
   * Compiles the pointers.
   *
   * @throws IllegalArgumentException when one of them is none
   */
  Envelope(EventFields fields) {
    entity = fields.entity() instanceof Pointers read ? all(read.pointers()) : List.of();
    id = one(fields.id());
    source = one(fields.source());
    type = one(fields.type());
    version = all(pointers(fields.version()));
    time = one(fields.time());
    ranks = all(fields.ranks());
    delete = one(fields.delete());
    data = new Found(Objects.requireNonNullElse(fields.data(), ""), false);
    root.add(data);
    root.at(data).isData = true;
    if (root.isData) {
      Stream.of(Stream.of(id, source, time), version.stream(), ranks.stream())
          .flatMap(each -> each)
          .filter(Objects::nonNull)
          .forEach(each -> root.at(each).isLeftOut = true);
    }
  }

  void clear() {
    root.clear();
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

  private List<Found> all(List<String> pointers) {
    List<Found> found = pointers.stream().map(each -> new Found(each, true)).toList();
    found.forEach(root::add);
    return found;
  }
}
