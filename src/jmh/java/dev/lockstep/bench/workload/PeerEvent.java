package dev.lockstep.bench.workload;

/**
 * One event as the peers have it.
 *
 * <p>No record: public fields are what a user of Flink's POJO serializer and of Jackson writes, and
 * what both read and write fastest.
 */
public final class PeerEvent {
  /** Whose event it is. */
  public String entityId = "";

  /** Its own id, 36 characters. */
  public String eventId = "";

  /** Its place in the entity's sequence, from 1. */
  public long version;

  /** When it happened, epoch milliseconds. */
  public long timeMs;

  /** What kind of fact it is. */
  public String type = "";

  /** All that it says. */
  public double amount;

  /** An event whose fields are to be set, as the serializers want it. */
  public PeerEvent() {}

  /** An event. */
  public PeerEvent(
      String entityId, String eventId, long version, long timeMs, String type, double amount) {
    this.entityId = entityId;
    this.eventId = eventId;
    this.version = version;
    this.timeMs = timeMs;
    this.type = type;
    this.amount = amount;
  }
}
