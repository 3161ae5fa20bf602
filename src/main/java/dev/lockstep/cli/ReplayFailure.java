package dev.lockstep.cli;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OffsetMetadataTooLarge;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;

/** What a user is told when a broker ends a replay. */
final class ReplayFailure {
  private static final String GOES_ON = "; the same command goes on where it was";

  private ReplayFailure() {}

  static CommandFailure of(KafkaException failure) {
    return CommandFailure.environment(told(failure));
  }

  private static String told(KafkaException failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof ProducerFencedException
          || each instanceof InvalidProducerEpochException) {
        return "another replay with the same options has taken over: let it end";
      }
      if (each instanceof RecordTooLargeException) {
        return "a source topic does not take a record that it once had: raise its"
            + " max.message.bytes"
            + GOES_ON;
      }
      if (each instanceof OffsetMetadataTooLarge) {
        return "the progress does not fit beside an offset: raise offset.metadata.max.bytes of the"
            + " brokers"
            + GOES_ON;
      }
      if (each instanceof AuthorizationException) {
        return "the user of source.kafka may not do that: " + each.getMessage() + GOES_ON;
      }
      if (each instanceof TimeoutException) {
        return "no broker answers in time: " + each.getMessage() + GOES_ON;
      }
    }
    return RunCommand.rootOf(failure) + GOES_ON;
  }
}
