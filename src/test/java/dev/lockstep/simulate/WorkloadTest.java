package dev.lockstep.simulate;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Version;
import dev.lockstep.simulate.Workload.Form;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What workloads and faults promise. */
final class WorkloadTest {
  private static final Workload MIXED =
      Workload.of(20, 1_000).skewed(1).clockSkew(500).shares(0.05, 0.1);

  @Test
  void theSameSeedWritesTheSameAndAnotherSeedDoesNot() {
    assertThat(MIXED.drafts(Chance.of(7))).isEqualTo(MIXED.drafts(Chance.of(7)));
    assertThat(MIXED.drafts(Chance.of(7))).isNotEqualTo(MIXED.drafts(Chance.of(8)));
  }

  @Test
  void chanceNeverChanges() {
    Chance chance = Chance.of(1);
    assertThat(List.of(chance.next(), chance.next()))
        .containsExactly(-7995527694508729151L, -4689498862643123097L);
  }

  @Test
  void versionsOfAnEntityAreContiguousFromOne() {
    Map<String, Long> last = new HashMap<>();
    for (Draft draft : MIXED.drafts(Chance.of(1))) {
      long next = last.merge(draft.entity(), 1L, Long::sum);
      assertThat(draft.version()).isEqualTo(new Version.Single(next));
    }
    assertThat(last).hasSizeGreaterThan(10);
  }

  @Test
  void pairsBeginEveryEpochAtOne() {
    List<Draft> drafts = Workload.of(1, 12).versions(Form.PAIR).drafts(Chance.of(1));
    assertThat(drafts.get(9).version()).isEqualTo(new Version.Pair(1, 10));
    assertThat(drafts.get(10).version()).isEqualTo(new Version.Pair(2, 1));
  }

  @Test
  void textsSortLikeTheNumbersTheyStandFor() {
    List<Draft> drafts = Workload.of(1, 120).versions(Form.TEXT).drafts(Chance.of(1));
    assertThat(drafts)
        .extracting(each -> ((Version.Text) each.version()).text())
        .isSorted()
        .doesNotHaveDuplicates();
  }

  @Test
  void theFirstEntityIsTheBusiestUnderZipf() {
    Map<String, Long> counts =
        Workload.of(50, 5_000).skewed(1.2).drafts(Chance.of(3)).stream()
            .collect(groupingBy(Draft::entity, counting()));
    assertThat(counts.get("entity-0")).isGreaterThan(10 * counts.getOrDefault("entity-40", 0L));
  }

  @Test
  void faultsThatOnlyDisorderLoseAndAddNothing() {
    List<Draft> drafts = MIXED.drafts(Chance.of(2));
    for (Fault fault : List.of(Fault.shuffled(), Fault.permuted(16), Fault.delayed(0.3, 50))) {
      List<Draft> after = fault.strike(drafts, Chance.of(4));
      assertThat(after).containsExactlyInAnyOrderElementsOf(drafts).isNotEqualTo(drafts);
      assertThat(after).isEqualTo(fault.strike(drafts, Chance.of(4)));
    }
  }

  @Test
  void aWindowBoundsTheDisorder() {
    List<Draft> drafts = MIXED.drafts(Chance.of(2));
    List<Draft> after = Fault.permuted(10).strike(drafts, Chance.of(4));
    for (int from = 0; from < drafts.size(); from += 10) {
      assertThat(after.subList(from, from + 10))
          .containsExactlyInAnyOrderElementsOf(drafts.subList(from, from + 10));
    }
  }

  @Test
  void repeatsComeAfterWhatTheyRepeat() {
    List<Draft> drafts = Workload.of(3, 200).drafts(Chance.of(2));
    List<Draft> redelivered = Fault.redelivered(0.2, 5).strike(drafts, Chance.of(4));
    assertThat(redelivered).hasSizeBetween(201, 300).containsAll(drafts);
    assertThat(redelivered.stream().distinct().toList()).isEqualTo(drafts);
    List<Draft> forked = Fault.forked(0.2, 5).strike(drafts, Chance.of(4));
    assertThat(forked.stream().filter(each -> !drafts.contains(each)))
        .isNotEmpty()
        .allMatch(each -> drafts.stream().anyMatch(one -> one.id().equals(each.id())));
    List<Draft> retried = Fault.restamped(0.2, 5).strike(drafts, Chance.of(4));
    assertThat(retried.stream().filter(each -> !drafts.contains(each)))
        .isNotEmpty()
        .allMatch(each -> drafts.stream().anyMatch(one -> one.contentHash() == each.contentHash()))
        .noneMatch(each -> drafts.stream().anyMatch(one -> one.id().equals(each.id())));
  }

  @Test
  void aRestartedProducerCountsFromOneAgainAndSaysSo() {
    List<Draft> after =
        Fault.restarted(1).strike(Workload.of(2, 40).drafts(Chance.of(2)), Chance.of(4));
    assertThat(after.subList(0, 20)).noneMatch(each -> each.type().equals(Fault.BEGINS_AGAIN));
    assertThat(after.stream().filter(each -> each.type().equals(Fault.BEGINS_AGAIN)))
        .hasSize(2)
        .extracting(Draft::version)
        .containsOnly(new Version.Single(1));
  }

  @Test
  void faultsComposeInTurn() {
    List<Draft> drafts = Workload.of(2, 100).drafts(Chance.of(2));
    Fault all =
        Fault.lost(0.1)
            .then(Fault.jumping(0.1))
            .then(Fault.in2099(0.1))
            .then(Fault.none())
            .then(Fault.shuffled());
    List<Draft> after = all.strike(drafts, Chance.of(4));
    assertThat(after).hasSizeLessThan(100);
    assertThat(after).anyMatch(each -> each.timeMillis() == Fault.IN_2099_MILLIS);
    assertThat(after)
        .anyMatch(each -> each.version() instanceof Version.Single far && far.number() > 1L << 60);
  }
}
