package dev.lockstep.connect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Place;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Acts;
import dev.lockstep.reconcile.Acts.Act;
import dev.lockstep.reconcile.Incident;
import dev.lockstep.reconcile.Incident.Facts;
import dev.lockstep.reconcile.Incident.Kind;
import dev.lockstep.reconcile.Portrait;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** The answer to a control event tells of an entity as much as its topic takes. */
class IncidentRecordTest {
  private static final int LIMIT = 10_000;

  @Test
  void whatFitsIsWhole() throws Exception {
    JsonNode portrait = portrait(record(4_000, 100, 1));
    assertThat(portrait.get("state").textValue()).hasSize(4_000);
    assertThat(portrait.get("held")).hasSize(100);
    assertThat(portrait.has("cut")).isFalse();
  }

  @Test
  void theStateIsTheFirstToGo() throws Exception {
    JsonNode portrait = portrait(record(20_000, 100, 1));
    assertThat(portrait.get("state").isNull()).isTrue();
    assertThat(portrait.get("held")).hasSize(100);
    assertThat(portrait.get("cut")).hasToString("{\"state\":20002}");
  }

  @Test
  void thenTheHigherPlacesThatAreHeld() throws Exception {
    JsonNode portrait = portrait(record(20_000, 3_000, 1));
    assertThat(portrait.get("held")).hasSizeBetween(200, 2_999);
    assertThat(portrait.get("held").get(1)).hasToString("{\"version\":1}");
    assertThat(portrait.get("acts")).hasSize(1);
    assertThat(portrait.get("cut")).hasToString("{\"held\":3000,\"state\":20002}");
  }

  @Test
  void andLastWhatOperatorsDid() throws Exception {
    ProducerRecord<byte[], byte[]> message = record(20_000, 3_000, Acts.REMEMBERED);
    JsonNode portrait = portrait(message);
    assertThat(portrait.get("held")).isEmpty();
    assertThat(portrait.get("acts")).isEmpty();
    assertThat(portrait.get("cut")).hasToString("{\"acts\":16,\"held\":3000,\"state\":20002}");
    assertThat(portrait.get("sequence").longValue()).isEqualTo(3);
    assertThat(message.key()).asString().isEqualTo("door-7");
  }

  @Test
  void anyPortraitFitsWhateverItIsMadeOf() {
    long seed = 20_261_123;
    Random random = new Random(seed);
    for (int i = 0; i < 300; i++) {
      ProducerRecord<byte[], byte[]> message =
          record(random.nextInt(30_000), random.nextInt(5_000), random.nextInt(17));
      assertThat(Room.sizeOf(message)).as("portrait %d of %d", i, seed).isLessThanOrEqualTo(LIMIT);
    }
  }

  private static ProducerRecord<byte[], byte[]> record(int stateLength, int held, int acts) {
    List<Place> places = LongStream.range(0, held).<Place>mapToObj(Version.Single::new).toList();
    Act act = new Act("c-1", Verb.SKIP, "ana", 17, "w".repeat(1_000));
    Portrait portrait =
        new Portrait(
            null,
            null,
            3,
            -1,
            5,
            false,
            null,
            Bytes.utf8("\"" + "x".repeat(stateLength) + "\""),
            places,
            null,
            null,
            null,
            "",
            new Acts(Collections.nCopies(acts, act)));
    Facts facts = new Facts(null, null, null, act, null, portrait);
    Incident shown = new Incident(Kind.CONTROL_DONE, "door-7", null, null, null, "", 5, facts);
    return IncidentRecord.of("out", shown, LIMIT);
  }

  private static JsonNode portrait(ProducerRecord<byte[], byte[]> message) throws IOException {
    return new ObjectMapper().readTree(message.value()).get("portrait");
  }
}
