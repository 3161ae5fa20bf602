package dev.lockstep.rules;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the checks of one event ask about. JSON is read when it is first asked for, once for all
 * checks, and no more of it than they want.
 */
final class Facts {
  private final @Nullable Bytes before;
  private final Bytes after;
  private final Event event;
  private final Map<Root, Wanted> wanted;
  private final JsonValues values;
  private final Map<Root, Object> read = new EnumMap<>(Root.class);

  Facts(
      @Nullable Bytes before,
      Bytes after,
      Event event,
      Map<Root, Wanted> wanted,
      JsonValues values) {
    this.before = before;
    this.after = after;
    this.event = event;
    this.wanted = wanted;
    this.values = values;
  }

  Object get(Root root) {
    return switch (root) {
      case STATE -> json(root, after);
      case PREVIOUS -> json(root, before);
      case DATA -> json(root, event.data());
      case TYPE -> event.type();
      case ID -> event.id();
      case SOURCE -> event.source();
      case ENTITY -> event.entity();
      case VERSION -> version(event.version());
      case TIME -> Instant.ofEpochMilli(event.timeMillis());
      case DELETE -> event.delete();
    };
  }

  private Object json(Root root, @Nullable Bytes json) {
    Object known = read.get(root);
    if (known != null) {
      return known;
    }
    Wanted some = wanted.get(root);
    if (some == null) {
      throw new IllegalStateException("no check reads " + root);
    }
    Object value = json == null ? Term.Null.NULL : values.read(json, some, root.label());
    read.put(root, value);
    return value;
  }

  private static Object version(@Nullable Version version) {
    if (version == null) {
      return Term.Null.NULL;
    }
    if (version instanceof Version.Text text) {
      return text.text();
    }
    return version instanceof Version.Pair pair
        ? List.of(pair.epoch(), pair.number())
        : (Object) version.number();
  }
}
