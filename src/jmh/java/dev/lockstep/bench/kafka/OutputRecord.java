package dev.lockstep.bench.kafka;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.bench.workload.Oracle;
import dev.lockstep.bench.workload.PeerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/** How a contender's output is read. */
final class OutputRecord {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private OutputRecord() {}

  /** Shows one record of a contender's output to the oracle. */
  static void show(Contender contender, byte[] json, Oracle oracle) {
    switch (contender) {
      case B1, B1_A4, B2, B2_A4, B3, LOCKSTEP_RECORD -> {
        PeerEvent event = EventJson.read(json);
        oracle.accept(event);
      }
      case LOCKSTEP, LOCKSTEP_ALL -> {
        JsonNode line = line(json);
        oracle.accept(
            line.path("entity").asText(), line.path("version").asLong(), line.path("id").asText());
      }
    }
  }

  private static JsonNode line(byte[] json) {
    try {
      return MAPPER.readTree(json);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
