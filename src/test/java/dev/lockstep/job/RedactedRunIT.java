package dev.lockstep.job;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.codec.AnalyticsLine;
import dev.lockstep.codec.AppliedLine;
import dev.lockstep.codec.DeadLetterLine;
import dev.lockstep.codec.IncidentLine;
import dev.lockstep.codec.QuarantineLine;
import dev.lockstep.codec.StateLine;
import dev.lockstep.codec.VerdictLine;
import dev.lockstep.connect.ControlLines;
import dev.lockstep.connect.EventFiles;
import dev.lockstep.connect.LinesSink;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Event;
import dev.lockstep.pipeline.Plan;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.OrderPolicy.MemoryPolicy;
import dev.lockstep.reconcile.OrderPolicy.OnGap;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.reconcile.OrderPolicy.Patience;
import dev.lockstep.reconcile.OrderPolicy.Quarantines;
import dev.lockstep.reconcile.OrderPolicy.Routes;
import dev.lockstep.reconcile.OrderPolicy.Start;
import dev.lockstep.reconcile.OrderPolicy.Ties;
import dev.lockstep.reconcile.Passage;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Violation;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.state.Layout;
import dev.lockstep.state.Uids;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Streams in which everything that can go wrong does, every record with a secret in it: whatever
 * the verdict, operators are told none of them.
 */
final class RedactedRunIT {
  private static final long SEED = 20_261_121;
  private static final int RECORDS = 1_500;
  private static final String SECRET = "S3CRET";
  private static final List<String> FOR_OPERATORS =
      List.of("dead-letters", "incidents", "quarantine", "verdicts");
  private static final Pattern BASE64 = Pattern.compile("\"\\w+Base64\":\"([^\"]*)\"");
  private static final Pattern DECIDED =
      Pattern.compile("\"verdict\":\"(\\w+)\",\"reason\":\"(\\w+)\"");

  @TempDir private Path folder;

  @Test
  void noOperatorIsToldASecretWhateverBecomesOfItsEvent() throws Exception {
    Set<String> decided = new TreeSet<>();
    for (OrderBy by : OrderBy.values()) {
      for (boolean quarantines : new boolean[] {false, true}) {
        Path output = run(by, quarantines);
        for (String name : FOR_OPERATORS) {
          for (String line : lines(output, name)) {
            assertThat(line + decoded(line)).as("%s, %s", by, name).doesNotContain(SECRET);
          }
        }
        assertThat(lines(output, "dead-letters")).anyMatch(line -> line.contains("[redacted]"));
        assertThat(lines(output, "quarantine").isEmpty()).isEqualTo(!quarantines);
        assertThat(lines(output, "incidents")).isNotEmpty();
        assertThat(lines(output, "applied"))
            .as("what consumers get is left alone")
            .allMatch(line -> line.contains(SECRET));
        lines(output, "verdicts").stream()
            .map(DECIDED::matcher)
            .filter(Matcher::find)
            .forEach(found -> decided.add(found.group(1) + "(" + found.group(2) + ")"));
      }
    }
    assertThat(decided)
        .contains(
            "MALFORMED(UNREADABLE)",
            "MALFORMED(FIELD_MISSING)",
            "MALFORMED(FIELD_WRONG)",
            "MALFORMED(OVER_LIMIT)",
            "MALFORMED(FUTURE)",
            "MALFORMED(VERSION_JUMP)",
            "CONFLICT(SAME_VERSION_OTHER_CONTENT)",
            "CONFLICT(SAME_ID)",
            "STALE(BEYOND_MEMORY)",
            "STALE(ABANDONED_GAP)",
            "STALE(OLDER)",
            "LATE(PLACE_PASSED)",
            "REJECTED(INVARIANT)",
            "REJECTED(LIFECYCLE)",
            "REJECTED(REDUCER_FAILED)",
            "REJECTED(STATE_TOO_LARGE)",
            "OVERFLOW(BUFFER_FULL)",
            "ABANDONED(GAP_ABANDONED)",
            "ABANDONED(SKIPPED)",
            "ABANDONED(REPLACED)",
            "ABANDONED(RESET)",
            "ABANDONED(FORGOTTEN)");
  }

  private Path run(OrderBy by, boolean quarantines) throws Exception {
    Path input = folder.resolve(by + "-" + quarantines + ".jsonl");
    Path controls = folder.resolve(by + "-" + quarantines + "-controls.jsonl");
    Stream stream = new Stream(new Random(SEED + by.ordinal()));
    Files.write(input, stream.records());
    Files.write(controls, stream.controls());
    Path output = Files.createDirectory(folder.resolve(by + "-" + quarantines));
    JobSpec spec = spec(by);
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.createLocalEnvironment(
            1, new Configuration(LockstepJob.settings()));
    SingleOutputStreamOperator<Decoded> decoded =
        environment
            .fromSource(
                EventFiles.source(
                    List.of(input),
                    JobParts.fields(spec),
                    ControlLines.read(controls, List.of(input)),
                    Layout.DECODED.typeInformation()),
                WatermarkStrategy.forGenerator(context -> new Punctual()),
                "files")
            .uid(Uids.SOURCE)
            .setParallelism(1);
    LockstepJob.assemble(decoded, null, plan(spec, quarantines), 1, sinks(output));
    environment.execute();
    return output;
  }

  private static JobSpec spec(OrderBy by) {
    boolean versioned = by == OrderBy.VERSION || by == OrderBy.LATEST;
    String yaml =
        """
        name: redacted
        event: {entity: /e, id: /id, type: /t, %s time: /at, data: /d}
        order: {by: %s}
        state: {reduce: %s}
        """
            .formatted(
                versioned ? "version: /v," : "",
                by.name().toLowerCase(Locale.ROOT),
                by == OrderBy.LATEST
                    ? "replace"
                    : "{total: {sum: /amount}, cards: {set: /card/number}}");
    SpecParser.Parsed parsed = SpecParser.parse(yaml, List.of(), Map.of());
    return Objects.requireNonNull(parsed.spec(), parsed.problems().toString());
  }

  private static Plan plan(JobSpec spec, boolean quarantines) {
    Plan plan = JobParts.plan(spec, true);
    OrderBy by = spec.order().by();
    OrderPolicy policy =
        new OrderPolicy(
            by,
            Start.at(1),
            new Patience(
                20,
                quarantines ? OnGap.QUARANTINE : OnGap.DEAD_LETTER,
                OrderPolicy.UNLIMITED,
                true),
            4,
            by == OrderBy.VERSION || by == OrderBy.LATEST ? 1_000 : OrderPolicy.UNLIMITED,
            Set.of(),
            new Routes(true, true, quarantines, quarantines),
            Ties.CONFLICT,
            by == OrderBy.TIME ? new MemoryPolicy(1_000_000, 1_000) : new MemoryPolicy(200, 6),
            400,
            Quarantines.UNBOUNDED,
            Map.of(),
            true);
    return new Plan(
        policy,
        plan.admission(),
        plan.reducers(),
        Talkative::new,
        true,
        plan.identity(),
        plan.cache(),
        JobRedaction.of(List.of("/card/number"), spec));
  }

  /** Event time advances with each event, so that every run decides the same. */
  private static final class Punctual implements WatermarkGenerator<Decoded> {
    private static final long BELIEVED_MILLIS = 2_000_000_000_000L;

    @Override
    public void onEvent(Decoded decoded, long timestamp, WatermarkOutput output) {
      if (decoded instanceof Event event && event.timeMillis() < BELIEVED_MILLIS) {
        output.emitWatermark(new Watermark(event.timeMillis() - 20));
      }
    }

    @Override
    public void onPeriodicEmit(WatermarkOutput output) {}
  }

  /** Rules that quote all they were asked about. */
  private static final class Talkative implements Rules {
    @Override
    public Passage pass(@Nullable String stage, Event event) {
      if (event.type().equals("Lost")) {
        throw new IllegalStateException("no way for " + event);
      }
      return new Passage(stage, null);
    }

    @Override
    public @Nullable Violation check(@Nullable Bytes before, Bytes after, Event event) {
      return event.type().equals("Refused")
          ? new Violation(
              Reason.INVARIANT, "refused", before + " and " + event.data() + " gives " + after)
          : null;
    }
  }

  private static Sinks sinks(Path output) {
    return new Sinks(
        new LinesSink<>(output.resolve("state.jsonl"), StateLine::of),
        new LinesSink<>(output.resolve("applied.jsonl"), AppliedLine::of),
        new LinesSink<>(output.resolve("analytics.jsonl"), AnalyticsLine::of),
        new LinesSink<>(output.resolve("dead-letters.jsonl"), DeadLetterLine::of),
        new LinesSink<>(output.resolve("incidents.jsonl"), IncidentLine::of),
        new LinesSink<>(output.resolve("quarantine.jsonl"), QuarantineLine::of),
        new LinesSink<>(output.resolve("verdicts.jsonl"), VerdictLine::of));
  }

  private static List<String> lines(Path output, String name) throws IOException {
    return Files.readAllLines(output.resolve(name + ".jsonl"));
  }

  /** What is written in base64, as it reads. */
  private static String decoded(String line) {
    StringBuilder text = new StringBuilder();
    BASE64
        .matcher(line)
        .results()
        .forEach(
            found ->
                text.append(
                    new String(
                        Base64.getDecoder().decode(found.group(1)), StandardCharsets.ISO_8859_1)));
    return text.toString();
  }

  /** Records of six entities, each with a secret, and operators at work on what went wrong. */
  private static final class Stream {
    private final Random random;
    private final List<byte[]> records = new ArrayList<>();
    private final List<String> controls = new ArrayList<>();
    private final long[] versions = new long[6];

    Stream(Random random) {
      this.random = random;
      for (int i = 0; i < RECORDS; i++) {
        add(i);
      }
    }

    List<String> controls() {
      return controls;
    }

    byte[] records() {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      for (byte[] record : records) {
        all.writeBytes(record);
        all.write('\n');
      }
      return all.toByteArray();
    }

    private void add(int i) {
      int entity = random.nextInt(versions.length);
      long version = version(entity);
      long at = 1_700_000_000_000L + 10L * i - random.nextInt(30) - (i % 97 == 0 ? 5_000 : 0);
      String id = i % 31 == 0 ? "again" : "i" + i;
      String type = i % 23 == 0 ? "Refused" : i % 37 == 0 ? "Lost" : "Paid";
      String amount = i % 29 == 0 ? "{\"S3CRET\":1}" : "" + i;
      String record = record(entity, id, type, version, at, card(i), amount);
      records.add(bent(i, record).getBytes(StandardCharsets.UTF_8));
      if (i % 61 == 0) {
        records.add(record.replace("S3CRET-", "S3CRET-other-").getBytes(StandardCharsets.UTF_8));
      }
      if (i % 160 == 80) {
        records.get(records.size() - 1)[record.length() / 2] = (byte) 0xFF;
      }
      operate(i, "e" + entity, id, version);
    }

    private static String card(int i) {
      return "S3CRET-" + i + (i % 41 == 0 ? "x".repeat(500) : "");
    }

    private static String record(
        int entity, String id, String type, long version, long at, String card, String amount) {
      return ("{\"e\":\"e%d\",\"id\":\"%s\",\"t\":\"%s\",\"v\":%d,\"at\":%d,"
              + "\"d\":{\"card\":{\"number\":\"%s\"},\"amount\":%s}}")
          .formatted(entity, id, type, version, at, card, amount.replace("S3CRET", "x"));
    }

    private long version(int entity) {
      int kind = random.nextInt(12);
      if (kind < 9) {
        return ++versions[entity];
      }
      return switch (kind) {
        case 9 -> Math.max(1, versions[entity] - random.nextInt(15));
        case 10 -> versions[entity] += 2 + random.nextInt(3);
        default -> versions[entity] + (random.nextInt(5) == 0 ? 5_000 : 6);
      };
    }

    private String bent(int i, String record) {
      return switch (i % 53) {
        case 1 -> record.substring(0, record.length() - 8);
        case 2 -> record + record;
        case 3 -> record.replaceFirst("\"t\":\"\\w+\",", "");
        case 4 -> record.replaceFirst("\"at\":\\d+", "\"at\":\"yesterday\"");
        case 5 -> record.replaceFirst("\"at\":\\d+", "\"at\":4102444800000");
        case 6 -> record.replace("\"amount\":", "\"amount\":" + "9".repeat(1_500));
        case 7 -> SECRET + " " + record;
        case 8 -> record.replaceFirst("S3CRET[^\"]*\"", "S3CRET");
        default -> record;
      };
    }

    private void operate(int i, String entity, String id, long version) {
      String verb =
          List.of("inspect", "skip", "replace", "release", "reset", "forget", "advance")
              .get(random.nextInt(7));
      if (verb.equals("reset") || verb.equals("forget") ? random.nextInt(6) > 0 : i % 2 == 1) {
        return;
      }
      String corrected =
          record(
              entity.charAt(1) - '0',
              "c" + i,
              "Paid",
              version,
              1_700_000_000_000L + 10L * i,
              card(i),
              "1");
      controls.add(
          ("{\"control\":\"c%d\",\"entity\":\"%s\",\"verb\":\"%s\",\"culprit\":\"%s\",\"by\":\"ana\","
                  + "\"why\":\"test\",\"after-line\":%d,\"version\":%d,\"event\":%s}")
              .formatted(
                  i,
                  entity,
                  verb,
                  id,
                  records.size(),
                  version,
                  i % 20 == 0 ? corrected.replace("\"t\":\"Paid\"", "\"t\":S3CRET") : corrected));
    }
  }
}
