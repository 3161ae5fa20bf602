package dev.lockstep.simulate;

import dev.lockstep.event.Version;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Something that happens to a stream between those who write it and those who read it. */
@FunctionalInterface
public interface Fault {
  /** The type of the event with which a producer that lost its state begins again. */
  String BEGINS_AGAIN = "Start";

  /** 2099, which no honest clock shows. */
  long IN_2099_MILLIS = 4_070_908_800_000L;

  /** The stream after it happened. */
  List<Draft> strike(List<Draft> drafts, Chance chance);

  /** This one, and then another. */
  default Fault then(Fault next) {
    return (drafts, chance) -> next.strike(strike(drafts, chance.fork()), chance);
  }

  /** Nothing happens. */
  static Fault none() {
    return (drafts, chance) -> List.copyOf(drafts);
  }

  /** All order is lost. */
  static Fault shuffled() {
    return (drafts, chance) -> chance.shuffled(drafts);
  }

  /** Order is lost within windows of this many events, as between parallel consumers. */
  static Fault permuted(int window) {
    return (drafts, chance) -> {
      List<Draft> all = new ArrayList<>(drafts.size());
      for (int from = 0; from < drafts.size(); from += window) {
        all.addAll(chance.shuffled(drafts.subList(from, Math.min(drafts.size(), from + window))));
      }
      return all;
    };
  }

  /** A share of the events comes up to this many places later. */
  static Fault delayed(double share, int places) {
    return (drafts, chance) -> {
      List<Placed> placed = new ArrayList<>(drafts.size());
      for (int i = 0; i < drafts.size(); i++) {
        long late = chance.in(share) ? 1L + chance.below(places) : 0;
        placed.add(new Placed(i + late, drafts.get(i)));
      }
      return inOrder(placed);
    };
  }

  /** A share of the events comes again, unchanged, up to this many places later. */
  static Fault redelivered(double share, int places) {
    return repeated(share, places, draft -> draft);
  }

  /** A share of the events is sent again by a retry that gives it another id, time and origin. */
  static Fault restamped(double share, int places) {
    return repeated(
        share,
        places,
        draft ->
            draft
                .id(draft.id() + "-retry")
                .source(draft.source() + "-retry")
                .time(draft.timeMillis() + 1));
  }

  /** A share of the events comes again under its id, but says something else. */
  static Fault forked(double share, int places) {
    return repeated(share, places, draft -> draft.text(draft.text() + " or not"));
  }

  /** A share of the events never comes. */
  static Fault lost(double share) {
    return (drafts, chance) -> drafts.stream().filter(draft -> !chance.in(share)).toList();
  }

  /** A share of the versions is far above any that a producer counts to. */
  static Fault jumping(double share) {
    return changed(
        share,
        draft ->
            draft.version() instanceof Version.Text || draft.version() == null
                ? draft
                : draft.version(draft.version().withNumber(9_000_000_000_000_000_000L)));
  }

  /** A share of the events was stamped by a clock in 2099. */
  static Fault in2099(double share) {
    return changed(share, draft -> draft.time(IN_2099_MILLIS));
  }

  /** From the middle of the stream on, a share of the producers counts from 1 again. */
  static Fault restarted(double share) {
    return Restarted.producers(share);
  }

  private static Fault changed(double share, UnaryOperator<Draft> change) {
    return (drafts, chance) ->
        drafts.stream().map(draft -> chance.in(share) ? change.apply(draft) : draft).toList();
  }

  private static Fault repeated(double share, int places, UnaryOperator<Draft> change) {
    return (drafts, chance) -> {
      List<Placed> placed = inPlace(drafts);
      for (int i = 0; i < drafts.size(); i++) {
        if (chance.in(share)) {
          placed.add(new Placed(i + 1L + chance.below(places), change.apply(drafts.get(i))));
        }
      }
      return inOrder(placed);
    };
  }

  private static List<Placed> inPlace(List<Draft> drafts) {
    List<Placed> placed = new ArrayList<>(drafts.size());
    for (int i = 0; i < drafts.size(); i++) {
      placed.add(new Placed(i, drafts.get(i)));
    }
    return placed;
  }

  private static List<Draft> inOrder(List<Placed> placed) {
    placed.sort(Comparator.comparingLong(Placed::at));
    return placed.stream().map(Placed::draft).toList();
  }

  /** A draft and where in the stream it is read; of two at one place the first one stays first. */
  record Placed(long at, Draft draft) {}
}
