package dev.lockstep.bench.logic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.bench.workload.PeerEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * All of an entity in one byte array: the last applied version, then the held events in the order
 * of their versions, each as version, length, body.
 *
 * <p>There is no set of seen ids: in a contiguous sequence, what is not above the last version or
 * is held already is a duplicate.
 */
public final class Compact {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final int HEAD = 8;
  private static final int ENTRY = 12;

  private Compact() {}

  /**
   * The state after an event, the same object if nothing changed; hands on what is in order now.
   */
  public static byte @Nullable [] apply(
      byte @Nullable [] state, PeerEvent event, Consumer<PeerEvent> out) {
    long last = state == null ? 0 : (long) LONG.get(state, 0);
    if (event.version <= last) {
      return state;
    }
    return event.version == last + 1 ? release(state, event, out) : hold(state, event);
  }

  private static byte[] release(byte @Nullable [] state, PeerEvent event, Consumer<PeerEvent> out) {
    out.accept(event);
    long last = event.version;
    int at = HEAD;
    int end = state == null ? HEAD : state.length;
    while (state != null && at < end && (long) LONG.get(state, at) == last + 1) {
      int length = (int) INT.get(state, at + 8);
      out.accept(decode(state, at + ENTRY, event.entityId, last + 1));
      at += ENTRY + length;
      last++;
    }
    byte[] after = new byte[HEAD + end - at];
    LONG.set(after, 0, last);
    if (state != null) {
      System.arraycopy(state, at, after, HEAD, end - at);
    }
    return after;
  }

  private static byte[] hold(byte @Nullable [] state, PeerEvent event) {
    byte[] before = state == null ? new byte[HEAD] : state;
    int at = HEAD;
    while (at < before.length) {
      long version = (long) LONG.get(before, at);
      if (version == event.version) {
        return before;
      }
      if (version > event.version) {
        break;
      }
      at += ENTRY + (int) INT.get(before, at + 8);
    }
    return inserted(before, at, event);
  }

  private static byte[] inserted(byte[] before, int at, PeerEvent event) {
    byte[] body = encode(event);
    byte[] after = new byte[before.length + ENTRY + body.length];
    System.arraycopy(before, 0, after, 0, at);
    LONG.set(after, at, event.version);
    INT.set(after, at + 8, body.length);
    System.arraycopy(body, 0, after, at + ENTRY, body.length);
    System.arraycopy(before, at, after, at + ENTRY + body.length, before.length - at);
    return after;
  }

  private static byte[] encode(PeerEvent event) {
    byte[] id = event.eventId.getBytes(UTF_8);
    byte[] type = event.type.getBytes(UTF_8);
    return ByteBuffer.allocate(20 + id.length + type.length)
        .putLong(event.timeMs)
        .putDouble(event.amount)
        .putShort((short) id.length)
        .putShort((short) type.length)
        .put(id)
        .put(type)
        .array();
  }

  private static PeerEvent decode(byte[] state, int at, String entity, long version) {
    ByteBuffer body = ByteBuffer.wrap(state, at, state.length - at);
    long time = body.getLong();
    double amount = body.getDouble();
    int idLength = body.getShort();
    int typeLength = body.getShort();
    String id = new String(state, at + 20, idLength, UTF_8);
    String type = new String(state, at + 20 + idLength, typeLength, UTF_8);
    return new PeerEvent(entity, id, version, time, type, amount);
  }
}
