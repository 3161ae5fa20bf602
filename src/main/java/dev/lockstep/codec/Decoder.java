package dev.lockstep.codec;

import dev.lockstep.event.Decoded;
import dev.lockstep.event.Raw;

/** Reads records of one format into events. It is for one thread. */
public interface Decoder {
  /**
   * What a record is. It throws on no record, whatever its bytes: what is no event is an {@link
   * dev.lockstep.event.Undecodable}: one record must not stop a job.
   *
   * @param raw the record
   * @param recordTimeMillis the record's own time, epoch milliseconds, for events that have none
   */
  Decoded decode(Raw raw, long recordTimeMillis);

  /**
   * The decoder of the fields' format.
   *
   * @throws IllegalArgumentException when a pointer is none
   */
  static Decoder of(EventFields fields) {
    return switch (fields.format()) {
      case JSON -> new JsonDecoder(fields);
      case CLOUD_EVENTS -> new CloudEventDecoder(fields);
    };
  }
}
