package dev.lockstep.event;

/**
 * Where a record was read.
 *
 * @param topic the Kafka topic, or the file's name
 * @param partition the Kafka partition, 0 for a file
 * @param offset the Kafka offset, or the line's number in its file, from 1
 */
public record Origin(String topic, int partition, long offset) {
  @Override
  public String toString() {
    return topic + "/" + partition + "@" + offset;
  }
}
