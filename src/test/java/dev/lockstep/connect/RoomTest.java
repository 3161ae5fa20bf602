package dev.lockstep.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.codec.ReadLimits;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Change;
import dev.lockstep.reconcile.Receipt;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.AppliedValue;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.SpecParser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoomTest {
  private static final int DATA_BYTES = 300_000;
  private static final int TEXT = ReadLimits.DEFAULT.textLength();

  /** As long as each text may be, of what is longest when it is escaped, or in UTF-8. */
  @ParameterizedTest
  @ValueSource(strings = {"\u0001", "\"", "€", "~"})
  void theLargestResultOfAnEventFitsWhereItsDataAreSaidToFit(String unit) {
    String text = unit.repeat(TEXT);
    Header header = new Header("h", Bytes.utf8("h".repeat(ReadLimits.DEFAULT.labelBytes() - 1)));
    Bytes data = Bytes.utf8("\"" + "d".repeat(DATA_BYTES - 2) + "\"");
    Origin origin = new Origin("t".repeat(249), Integer.MAX_VALUE, Long.MAX_VALUE);
    Raw raw = new Raw(data, null, List.of(header), origin);
    String entity = text + "/" + text + "/" + text;
    Version version = new Version.Text(text);
    Event event =
        new Event(
            entity, text, text, text, version, Long.MIN_VALUE, List.of(), false, 1, data, raw);
    Change change = new Change(event, new Receipt(Long.MAX_VALUE, version, -1), data);
    Room room = new Room(job("[/a, /b, /c]"));

    long most = DATA_BYTES + room.beside();
    assertThat(room.inRecordOf(most)).isEqualTo(DATA_BYTES);
    for (AppliedValue value : AppliedValue.values()) {
      assertThat(Room.sizeOf(KafkaRecords.applied("o".repeat(249), change, value)))
          .as(value.name())
          .isLessThanOrEqualTo(most);
    }
    assertThat(Room.sizeOf(KafkaRecords.state("o".repeat(249), change, 0)))
        .isLessThanOrEqualTo(most);
  }

  @Test
  void aTopicThatIsMadeAsLargeAsIsAskedForTakesThem() {
    Room room = new Room(job("/a"));
    for (long bytes : List.of(1L, 1_000L, 1L << 20, 5L << 20)) {
      long taken = Room.recordBytes(topic(Map.of()), room.messageBytesFor(bytes));
      assertThat(room.inRecordOf(taken)).isBetween(bytes, bytes + 2);
    }
  }

  @Test
  void theProducersOwnLimitsCountToo() {
    Map<String, String> request = Map.of("max.request.size", "500000");
    Map<String, String> memory = Map.of("buffer.memory", "400000");
    assertThat(Room.recordBytes(topic(Map.of()), 1 << 20)).isEqualTo((1 << 20) * 63 / 64);
    assertThat(Room.recordBytes(topic(request), 1 << 20)).isEqualTo(500_000);
    assertThat(Room.recordBytes(topic(memory), 1 << 20)).isEqualTo(400_000);
  }

  private static KafkaTopic topic(Map<String, String> properties) {
    return new KafkaTopic("localhost:9092", "out", properties, null);
  }

  private static JobSpec job(String entity) {
    String yaml = "{name: rooms, event: {entity: %s, version: /v}}".formatted(entity);
    return Objects.requireNonNull(SpecParser.parse(yaml, List.of(), Map.of()).spec());
  }
}
