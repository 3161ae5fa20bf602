package dev.lockstep.replay;

import static dev.lockstep.replay.SomeLetters.header;
import static dev.lockstep.replay.SomeLetters.letter;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ReplayTest {
  private static final Set<String> TOPICS = Set.of("orders");

  @TempDir private Path folder;

  /** A broker that keeps what is committed, and dies when it is told to. */
  private static final class Broker implements Destination {
    private final List<Raw> open = new ArrayList<>();
    private final List<Raw> committed = new ArrayList<>();
    private String progress = Progress.none().encoded();
    private int commitsLeft = Integer.MAX_VALUE;

    @Override
    public boolean send(Raw outgoing, DeadLetter letter) {
      open.add(outgoing);
      return true;
    }

    @Override
    public void commit(Progress made) throws IOException {
      if (commitsLeft-- == 0) {
        open.clear();
        throw new IOException("killed");
      }
      committed.addAll(open);
      open.clear();
      progress = made.encoded();
    }
  }

  private static Replay.Sent run(Broker broker, List<Filed> topic) throws Exception {
    Progress kept = Objects.requireNonNull(Progress.parse(broker.progress));
    Progress begun = kept.begin("t1", Map.of(0, end(topic)));
    List<Filed> seen = topic.stream().filter(each -> each.offset() < begun.ends().get(0)).toList();
    Plan plan = Plan.of(Selection.all(), seen, TOPICS, "verbs", begun);
    return new Replay(letter -> null, broker, Pace.unlimited(), sent -> {}).run(plan, begun);
  }

  private static long end(List<Filed> topic) {
    return topic.stream().mapToLong(Filed::offset).max().orElse(-1) + 1;
  }

  @RepeatedTest(20)
  void howeverItIsKilledEachLetterIsSentOnceAndInOrder(RepetitionInfo info) throws Exception {
    System.out.println("seed " + info.getCurrentRepetition());
    Random random = new Random(info.getCurrentRepetition());
    List<Filed> topic = new ArrayList<>();
    Broker broker = new Broker();
    for (int life = 0; life < 6; life++) {
      grow(topic, random);
      broker.commitsLeft = random.nextInt(3);
      try {
        run(broker, topic);
      } catch (IOException killed) {
        assertThat(killed).hasMessage("killed");
      }
      // the oldest letters reach the end of their retention, once they are handled
      topic.removeIf(each -> each.offset() < topic.size() / 10 && isCommitted(broker, each));
    }
    broker.commitsLeft = Integer.MAX_VALUE;
    run(broker, topic);
    run(broker, topic);
    assertThat(broker.committed).extracting(Raw::origin).doesNotHaveDuplicates();
    assertThat(topic).allMatch(each -> isCommitted(broker, each));
  }

  private static boolean isCommitted(Broker broker, Filed filed) {
    return broker.committed.stream().anyMatch(each -> each.origin().equals(filed.origin()));
  }

  private static void grow(List<Filed> topic, Random random) {
    int more = 400 + random.nextInt(800);
    long from = end(topic);
    for (int i = 0; i < more; i++) {
      topic.add(letter("e" + random.nextInt(20), random.nextInt(1_000), from + i));
    }
  }

  @Test
  void withinOneReplayVersionsRise() throws Exception {
    List<Filed> topic = new ArrayList<>();
    for (int version = 0; version < 50; version++) {
      topic.add(letter("a", version, version));
    }
    Collections.shuffle(topic, new Random(3));
    Broker broker = new Broker();
    run(broker, topic);
    assertThat(broker.committed).extracting(each -> each.origin().offset()).isSorted().hasSize(50);
  }

  @Test
  void aRecordGoesBackOneLapFurtherAndNamesWhereItWas() {
    Filed filed =
        letter(
            "a",
            1,
            7,
            header("trace", "x"),
            header("lockstep-laps", "1"),
            header("lockstep-replayed-from", "orders/0@2"));
    Raw outgoing = Outgoing.of(filed.letter().raw(), filed.letter().laps());
    assertThat(outgoing.value()).isEqualTo(filed.letter().raw().value());
    assertThat(outgoing.headers())
        .containsExactly(
            header("trace", "x"),
            header("lockstep-laps", "2"),
            header("lockstep-replayed-from", "orders/0@7"));
    assertThat(Outgoing.replayedFrom(outgoing)).isEqualTo(new Origin("orders", 0, 7));
  }

  @Test
  void whatIsNotWholeIsFetchedOrGone() throws Exception {
    Filed hidden = SomeLetters.redacted(letter("a", 1, 0));
    Filed lost = SomeLetters.redacted(letter("a", 2, 1));
    Raw whole = new Raw(Bytes.utf8("all of it"), null, List.of(), hidden.origin());
    Map<Origin, Raw> source = new HashMap<>(Map.of(hidden.origin(), whole));
    Broker broker = new Broker();
    Progress begun = Progress.none().begin("t1", Map.of(0, 2L));
    Replay.Sent sent =
        new Replay(
                letter -> source.get(letter.raw().origin()), broker, Pace.unlimited(), each -> {})
            .run(Plan.of(Selection.all(), List.of(hidden, lost), TOPICS, "verbs", begun), begun);
    assertThat(sent).isEqualTo(new Replay.Sent(1, 1, Map.of(LeftOut.GONE, 1L)));
    assertThat(broker.committed).extracting(Raw::value).containsExactly(whole.value());
  }

  @Test
  void aFileIsThereWhenItIsComplete() throws Exception {
    Path file = folder.resolve("again.jsonl");
    List<Filed> letters = List.of(letter("a", 1, 0), letter("a", 2, 1));
    try (FileDestination records = new FileDestination(file)) {
      assertThat(records.send(letters.get(0).letter().raw(), letters.get(0).letter())).isTrue();
      assertThat(file).doesNotExist();
    }
    assertThat(folder).as("what was not finished is removed").isEmptyDirectory();
    Progress begun = Progress.none().begin("t1", Map.of(0, 2L));
    try (FileDestination records = new FileDestination(file)) {
      new Replay(letter -> null, records, Pace.unlimited(), sent -> {})
          .run(Plan.of(Selection.all(), letters, null, null, begun), begun);
    }
    assertThat(Files.readAllLines(file)).containsExactly("a 1", "a 2");
  }

  static Stream<Arguments> standings() {
    Origin origin = new Origin("a|b;c,d e", 3, 4);
    return Stream.of(
            new Standing(-1, new Version.Single(5), 6L, origin),
            new Standing(Long.MAX_VALUE, new Version.Pair(1, 2), -7L, origin),
            new Standing(0, new Version.Text("1|2;%.ü"), 0L, origin),
            new Standing(0, null, null, origin))
        .map(Arguments::of);
  }

  @ParameterizedTest
  @MethodSource
  void standings(Standing standing) {
    assertThat(Standing.parse(standing.encoded())).isEqualTo(standing);
    Progress progress = Progress.none().begin("t1", Map.of(0, 5L, 11, 6L)).at(standing);
    assertThat(Progress.parse(progress.encoded())).isEqualTo(progress);
    assertThat(Progress.parse("anything else")).isNull();
    assertThatThrownBy(() -> Standing.parse("x")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void progressThatIsAboutAnotherTopicOfThisNameIsKnown() {
    Progress ended = Progress.none().begin("t1", Map.of(0, 5L)).ended();
    assertThat(ended.fits("t1", Map.of(0, 5L, 1, 0L))).isTrue();
    assertThat(ended.fits("t1", Map.of(0, 4L))).isFalse();
    assertThat(ended.fits("t1", Map.of())).isFalse();
    assertThat(ended.fits("t2", Map.of(0, 9L))).as("another topic's id").isFalse();
  }

  @Test
  void progressOfBeforeTopicsWereKnownFitsAny() {
    Progress old = Objects.requireNonNull(Progress.parse("lockstep-replay-1;0:5;0:9;"));
    assertThat(old.fits("t1", Map.of(0, 9L))).isTrue();
    assertThat(old.isOpen()).isTrue();
    Progress goesOn = old.begin("t1", Map.of(0, 20L));
    assertThat(goesOn.ends()).isEqualTo(Map.of(0, 9L));
    assertThat(goesOn.fits("t2", Map.of(0, 9L))).isFalse();
  }

  @Test
  void onlyAReplayThatWasToSendAllGoesOnWhenAllIsAskedForAgain() {
    Progress first = Progress.none().begin("t1", Map.of(0, 5L));
    assertThat(first.isOpenForAll()).isTrue();
    assertThat(first.ended().isOpenForAll()).isFalse();
    assertThat(first.ended().begin("t1", Map.of(0, 9L)).isOpenForAll()).isFalse();
  }

  @Test
  void aRateIsKeptEvenlyAndALongDelayIsNotMadeUpFor() {
    Pace pace = Objects.requireNonNull(Pace.of("200/s", 0));
    assertThat(pace.waitNanos(0)).isZero();
    assertThat(pace.waitNanos(0)).isEqualTo(5_000_000);
    assertThat(pace.waitNanos(5_000_000)).isEqualTo(5_000_000);
    long late = 60_000_000_000L;
    int burst = 0;
    while (pace.waitNanos(late) == 0) {
      burst++;
    }
    assertThat(burst).as("a tenth of a second").isEqualTo(21);
    assertThat(Objects.requireNonNull(Pace.of("30/m", 0)).waitNanos(0)).isZero();
    assertThat(Stream.of("", "0/s", "fast", "-1/s", "10/d").map(each -> Pace.of(each, 0)))
        .containsOnlyNulls();
  }
}
