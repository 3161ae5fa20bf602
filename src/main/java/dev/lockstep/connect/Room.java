package dev.lockstep.connect;

import dev.lockstep.codec.ReadLimits;
import dev.lockstep.spec.EventSpec.EntityPointers;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;

/** How large a job's records and states may be for all that is made of them to fit its topics. */
record Room(JobSpec job) {
  /** Below this a topic takes nothing that is worth writing. */
  static final long LEAST_BYTES = 1_024;

  /** Receipt, ids, type and versions, each as long as it may be and escaped throughout. */
  private static final int ENVELOPE_BYTES = 48 << 10;

  /** A part of the entity's id: in the value, in the key and in a header. */
  private static final int ENTITY_BYTES = 16 << 10;

  /** Compression may make what cannot be compressed a little larger. */
  private static final int COMPRESSED_SHARE = 64;

  /**
   * How large a record of an output may be.
   *
   * @param messageBytes how large the topic lets be what is sent at once
   */
  static long recordBytes(KafkaTopic topic, long messageBytes) {
    return Math.min(
        KafkaSinks.requestBytesAtMost(topic), messageBytes - messageBytes / COMPRESSED_SHARE);
  }

  /** How large a record is at the most, uncompressed. */
  static long sizeOf(ProducerRecord<byte[], byte[]> message) {
    return AbstractRecords.estimateSizeInBytesUpperBound(
        RecordBatch.CURRENT_MAGIC_VALUE,
        CompressionType.NONE,
        message.key(),
        message.value(),
        message.headers().toArray());
  }

  /** The data of an event, or a state, in a record of so many bytes; it may be none. */
  long inRecordOf(long recordBytes) {
    return recordBytes - beside();
  }

  /** What a topic has to let be sent at once for records with so much in them. */
  long messageBytesFor(long bytes) {
    long record = bytes + beside();
    return record + record / (COMPRESSED_SHARE - 1) + 1;
  }

  /** All of a record that is not its data: key, headers, envelope. */
  long beside() {
    int parts =
        job.event().entity() instanceof EntityPointers entity ? entity.pointers().size() : 1;
    return ReadLimits.DEFAULT.labelBytes() + ENVELOPE_BYTES + (long) parts * ENTITY_BYTES;
  }
}
