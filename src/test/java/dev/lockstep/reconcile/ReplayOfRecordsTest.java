package dev.lockstep.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.codec.Decoder;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Undecodable;
import dev.lockstep.job.JobParts;
import dev.lockstep.replay.Outlook;
import dev.lockstep.spec.SpecParser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The rows of the table in docs/replay.md about records that no entity was asked about. */
final class ReplayOfRecordsTest {
  private static final List<Header> REPLAYED =
      List.of(new Header("lockstep-laps", Bytes.utf8("1")));

  @ParameterizedTest
  @EnumSource(names = {"UNREADABLE", "NO_VALUE", "FIELD_MISSING", "FIELD_WRONG", "OVER_LIMIT"})
  void whatCannotBeReadFailsAsBeforeUntilTheSpecIsChanged(Reason reason) {
    String value = value(reason);
    for (List<Header> headers : List.of(List.<Header>of(), REPLAYED)) {
      Decoded record = read(value, headers, "/v", "100B");
      assertThat(record).isInstanceOf(Undecodable.class);
      assertThat(Admission.reasonOf(((Undecodable) record).flaw())).isEqualTo(reason);
    }
    Decoded mended = read(value, REPLAYED, "/w", "1MiB");
    boolean canBeMended =
        reason == Reason.FIELD_MISSING
            || reason == Reason.FIELD_WRONG
            || reason == Reason.OVER_LIMIT;
    assertThat(mended instanceof Event event && event.laps() == 1).isEqualTo(canBeMended);
    assertThat(OrderPolicy.OrderBy.values())
        .allMatch(mode -> Outlook.of(reason, mode) == Outlook.AS_BEFORE);
  }

  private static @Nullable String value(Reason reason) {
    return switch (reason) {
      case UNREADABLE -> "{";
      case NO_VALUE -> null;
      case FIELD_MISSING -> "{\"e\":\"a\",\"w\":1,\"at\":5}";
      case FIELD_WRONG -> "{\"e\":\"a\",\"v\":\"one\",\"w\":1,\"at\":5}";
      case OVER_LIMIT -> "{\"e\":\"a\",\"v\":1,\"w\":1,\"at\":5,\"d\":\"" + "x".repeat(200) + "\"}";
      default -> throw new AssertionError(reason);
    };
  }

  private static Decoded read(
      @Nullable String value, List<Header> headers, String version, String size) {
    String yaml =
        """
        name: reading
        source: {size-at-most: %s}
        event: {entity: /e, version: %s, time: /at}
        order: {by: version}
        state: {reduce: patch}
        """
            .formatted(size, version);
    SpecParser.Parsed parsed = SpecParser.parse(yaml, List.of(), Map.of());
    var spec = Objects.requireNonNull(parsed.spec(), parsed.problems().toString());
    Bytes bytes = value == null ? null : Bytes.utf8(value);
    return Decoder.of(JobParts.fields(spec))
        .decode(new Raw(bytes, null, headers, new Origin("t", 0, 1)), 5);
  }

  @Test
  void anEventFromTheFutureIsBelievedWhenItsTimeHasCome() {
    Admission admission = new Admission(1_000);
    Event event = Bench.v(1).time(10_000).replayedAt(1, 1);
    assertThat(admission.way(event, 5_000)).isEqualTo(Admission.Way.FUTURE);
    assertThat(admission.way(event, 9_000)).isEqualTo(Admission.Way.CRITICAL);
    assertThat(OrderPolicy.OrderBy.values())
        .allMatch(mode -> Outlook.of(Reason.FUTURE, mode) == Outlook.AT_ITS_PLACE);
  }
}
