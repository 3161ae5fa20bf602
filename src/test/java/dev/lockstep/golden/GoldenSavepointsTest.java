package dev.lockstep.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Version;
import dev.lockstep.reconcile.Entity;
import dev.lockstep.reconcile.Entity.Timers;
import dev.lockstep.reconcile.HeldEntry;
import dev.lockstep.reconcile.Quarantine.Cause;
import dev.lockstep.savepoint.Kept;
import dev.lockstep.savepoint.Kind;
import dev.lockstep.savepoint.Savepoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the folder {@code savepoints}. */
class GoldenSavepointsTest {
  private static final long BYTES_AT_MOST = 1_000_000;

  /** What an upgrade could lose. */
  private enum Trait {
    OPEN_GAP(of(Kind.OPEN_GAP)),
    GRAVE(of(Kind.GRAVE)),
    RESIDUE(of(Kind.RESIDUE)),
    VIOLATION(of(Cause.VIOLATION)),
    CONFLICT(of(Cause.CONFLICT)),
    QUARANTINED_GAP(of(Cause.GAP)),
    PARKED(kept -> entity(kept).quarantine() != null && !entity(kept).held().isEmpty()),
    HELD_WITH_THE_ENTITY(kept -> !kept.stored().inline().isEmpty()),
    HELD_APART(kept -> !kept.bodies().isEmpty()),
    MARKED_PLACE(kept -> entity(kept).held().entries().stream().anyMatch(HeldEntry::isMarker)),
    REMEMBERED(kept -> entity(kept).memory().size() > 0),
    CROWDED_OUT(kept -> entity(kept).memory().crowdedOutMillis() != Long.MIN_VALUE),
    GAP_GIVEN_UP(kept -> !entity(kept).abandoned().gaps().isEmpty()),
    BEGUN_ANEW(kept -> entity(kept).restartedMillis() != Long.MIN_VALUE),
    RISING_STALE_VERSIONS(kept -> entity(kept).staleRun().length() > 1),
    ACTS(kept -> !entity(kept).acts().acts().isEmpty()),
    STAGE(kept -> entity(kept).stage() != null),
    LATER_EPOCH(kept -> entity(kept).settled() instanceof Version.Pair pair && pair.epoch() > 1),
    EVENT_TIME_TIMER(kept -> entity(kept).timers().eventTime() != Timers.NONE),
    PROCESSING_TIME_TIMER(kept -> entity(kept).timers().processingTime() != Timers.NONE);

    private final Predicate<Kept> holds;

    Trait(Predicate<Kept> holds) {
      this.holds = holds;
    }

    private static Predicate<Kept> of(Kind kind) {
      return kept -> Kind.of(entity(kept)).contains(kind);
    }

    private static Predicate<Kept> of(Cause cause) {
      return kept ->
          entity(kept).quarantine() != null && entity(kept).quarantine().cause() == cause;
    }

    private static Entity entity(Kept kept) {
      return kept.stored().entity();
    }
  }

  static List<Golden> all() throws IOException {
    return Golden.all();
  }

  static List<Path> releases() throws IOException {
    return Golden.folders(Golden.ALL);
  }

  @Test
  void thereIsOneForEachBackendAndEachFlink() throws IOException {
    assertThat(releases().stream().map(each -> each.getFileName().toString()))
        .contains("0.1.0-flink2.2-heap", "0.1.0-flink2.2-rocksdb")
        .contains("0.1.0-flink2.3-heap", "0.1.0-flink2.3-rocksdb")
        .allMatch(name -> name.matches("\\d+\\.\\d+\\.\\d+-flink\\d+\\.\\d+-(heap|rocksdb)"));
  }

  @ParameterizedTest
  @MethodSource("releases")
  void eachIsToldOfOnItsPage(Path release) throws IOException {
    assertThat(Files.readString(Golden.ALL.resolve("README.md")))
        .contains("`" + release.getFileName() + "`");
  }

  @ParameterizedTest
  @MethodSource("releases")
  void eachIsSmall(Path release) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(release)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    assertThat(bytes).isLessThan(BYTES_AT_MOST);
  }

  @ParameterizedTest
  @MethodSource("releases")
  void eachHoldsAllThatAnUpgradeCouldLose(Path release) throws IOException {
    Set<Trait> held = EnumSet.noneOf(Trait.class);
    for (Path story : Golden.folders(release)) {
      for (Kept kept : kept(new Golden(story))) {
        Stream.of(Trait.values()).filter(trait -> trait.holds.test(kept)).forEach(held::add);
      }
    }
    assertThat(held).containsExactlyInAnyOrder(Trait.values());
  }

  @ParameterizedTest
  @MethodSource("all")
  void ofEachEntityInItSomethingComesOutAfterwards(Golden golden) throws IOException {
    Set<String> toldOf =
        golden.expected().stream()
            .map(line -> Story.group(line).substring(line.indexOf(' ') + 1))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(kept(golden)).isNotEmpty().allMatch(kept -> toldOf.contains(kept.entity()));
  }

  private static List<Kept> kept(Golden golden) throws IOException {
    List<Kept> all = new ArrayList<>();
    Savepoint.open(golden.pointer()).read(all::add, (groups, of) -> {});
    return all;
  }
}
