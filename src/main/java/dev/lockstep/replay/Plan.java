package dev.lockstep.replay;

import dev.lockstep.event.Origin;
import dev.lockstep.reconcile.Reason;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a replay is going to send, in order, and what it leaves out.
 *
 * @param letters what is sent
 * @param leftOut how many are not, by reason
 * @param sentBefore how many of these an interrupted replay has sent
 */
public record Plan(List<Filed> letters, Map<LeftOut, Long> leftOut, int sentBefore) {
  public Plan {
    letters = List.copyOf(letters);
    Map<LeftOut, Long> copy = new EnumMap<>(LeftOut.class);
    copy.putAll(leftOut);
    leftOut = Collections.unmodifiableMap(copy);
  }

  /** How many letters are meant, sent or not. */
  public long selected() {
    return letters.size() + sentBefore + leftOut.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The plan of a replay.
   *
   * @param found all letters from the beginning of their topic to the replay's end
   * @param topics what the job reads; null when it reads files
   * @param control the topic of its control events, null when there is none
   */
  public static Plan of(
      Selection selection,
      List<Filed> found,
      @Nullable Set<String> topics,
      @Nullable String control,
      Progress progress) {
    Map<Filed.Sameness, Filed> newest = new HashMap<>();
    Set<Filed.Sameness> handled = new HashSet<>();
    Set<Origin> ancestors = new HashSet<>();
    for (Filed filed : found) {
      newest.merge(filed.sameness(), filed, Plan::newer);
      if (progress.isDone(filed)) {
        handled.add(filed.sameness());
      }
      Origin ancestor = Outgoing.replayedFrom(filed.letter().raw());
      if (ancestor != null) {
        ancestors.add(ancestor);
      }
    }
    Map<LeftOut, Long> leftOut = new EnumMap<>(LeftOut.class);
    List<Filed> letters = new ArrayList<>();
    for (Filed filed : found) {
      if (selection.holds(filed.letter())) {
        LeftOut why =
            !filed.equals(newest.get(filed.sameness()))
                ? LeftOut.COPY
                : why(
                    selection,
                    filed,
                    handled.contains(filed.sameness()),
                    unsent(selection, filed, topics, control),
                    ancestors);
        if (why == null) {
          letters.add(filed);
        } else {
          leftOut.merge(why, 1L, Long::sum);
        }
      }
    }
    letters.sort(Comparator.comparing(Filed::standing));
    List<Filed> rest = letters.stream().filter(each -> !progress.isSent(each.standing())).toList();
    return new Plan(rest, leftOut, letters.size() - rest.size());
  }

  /** The copy that counts: set aside last, which is what the job says now. */
  private static Filed newer(Filed one, Filed other) {
    Comparator<Filed> age =
        Comparator.<Filed>comparingLong(each -> each.letter().setAsideMillis())
            .thenComparingInt(Filed::partition)
            .thenComparingLong(Filed::offset);
    return age.compare(one, other) >= 0 ? one : other;
  }

  /** A replay that has handled a letter has not sent it for that, if it could not be sent. */
  private static @Nullable LeftOut why(
      Selection selection,
      Filed filed,
      boolean handled,
      @Nullable LeftOut unsent,
      Set<Origin> ancestors) {
    if (handled && unsent == null) {
      return LeftOut.REPLAYED_BEFORE;
    }
    if (ancestors.contains(filed.origin())) {
      return LeftOut.SET_ASIDE_AGAIN;
    }
    boolean replaced = filed.letter().reason() == Reason.REPLACED;
    return replaced && !selection.reasons().contains(Reason.REPLACED) ? LeftOut.REPLACED : unsent;
  }

  /** Why a letter cannot be sent, null when it can. */
  private static @Nullable LeftOut unsent(
      Selection selection, Filed filed, @Nullable Set<String> topics, @Nullable String control) {
    if (filed.letter().laps() >= selection.maxLaps()) {
      return LeftOut.LOOPS;
    }
    String topic = filed.origin().topic();
    if (topics == null || topics.contains(topic)) {
      return null;
    }
    return topic.equals(control) ? LeftOut.CORRECTION : LeftOut.OTHER_TOPIC;
  }
}
