package dev.lockstep.bench.kafka;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.lockstep.bench.workload.PeerEvent;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The one way in which all peers read and write JSON. */
public final class EventJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final ObjectReader READER = MAPPER.readerFor(PeerEvent.class);
  private static final ObjectWriter WRITER = MAPPER.writerFor(PeerEvent.class);

  private EventJson() {}

  /** Reads an event. */
  public static PeerEvent read(byte[] json) {
    try {
      return READER.readValue(json);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Writes an event. */
  public static byte[] write(PeerEvent event) {
    try {
      return WRITER.writeValueAsBytes(event);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
