package dev.lockstep.trial;

import dev.lockstep.event.Event;
import dev.lockstep.simulate.Applied;
import dev.lockstep.simulate.Decision;
import dev.lockstep.simulate.Finding;
import dev.lockstep.simulate.Notice;
import dev.lockstep.simulate.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What is otherwise than the model says, entity by entity.
 *
 * <p>Of an entity whose events lie in several partitions it is open which of two copies comes
 * first: there an event is known by what it says, not by its origin.
 *
 * @param spread the entities whose events lie in several partitions
 * @param inOrder whether decisions come in the model's order too; with timers they need not
 * @param holesAllowed whether the newest wins: of two partitions that are read one before the other
 *     one may outdate all of the other, so that only the last state can be foretold
 */
record Differences(
    Outcome expected, Outcome actual, Set<String> spread, boolean inOrder, boolean holesAllowed) {

  List<Finding> all() {
    List<Finding> found = new ArrayList<>();
    for (String entity : entities()) {
      boolean open = spread.contains(entity);
      compare(found, entity, "state", of(entity, open, this::state), true);
      if (open && holesAllowed) {
        continue;
      }
      compare(found, entity, "applied", of(entity, open, this::applied), true);
      compare(found, entity, "decided", of(entity, open, this::decided), inOrder && !open);
      compare(found, entity, "incidents", of(entity, open, this::notices), inOrder && !open);
      compare(found, entity, "held", of(entity, open, this::held), false);
    }
    return found;
  }

  private record Both(List<String> expected, List<String> actual) {}

  /** One part of what came of one entity, as lines. */
  private interface Part {
    List<String> of(Outcome outcome, String entity, boolean open);
  }

  private Both of(String entity, boolean open, Part part) {
    return new Both(part.of(expected, entity, open), part.of(actual, entity, open));
  }

  private static void compare(
      List<Finding> found, String entity, String what, Both both, boolean ordered) {
    List<String> expected = ordered ? both.expected : both.expected.stream().sorted().toList();
    List<String> actual = ordered ? both.actual : both.actual.stream().sorted().toList();
    if (!expected.equals(actual)) {
      int at = 0;
      while (at < Math.min(expected.size(), actual.size())
          && expected.get(at).equals(actual.get(at))) {
        at++;
      }
      String detail =
          "%d of %d, at %d: expected %s, came %s"
              .formatted(actual.size(), expected.size(), at, near(expected, at), near(actual, at));
      found.add(new Finding(entity, what, detail));
    }
  }

  private static List<String> near(List<String> lines, int at) {
    return lines.subList(at, Math.min(lines.size(), at + 4));
  }

  private Set<String> entities() {
    Set<String> entities = new TreeSet<>();
    for (Outcome each : List.of(expected, actual)) {
      each.decisions().forEach(decision -> entities.add(decision.event().entity()));
      each.held().forEach(event -> entities.add(event.entity()));
      each.notices().forEach(notice -> entities.add(notice.entity()));
      entities.addAll(each.states().keySet());
    }
    return entities;
  }

  private List<String> applied(Outcome outcome, String entity, boolean open) {
    return lines(
        outcome.applied(),
        (Applied each) -> each.event().entity().equals(entity),
        each -> name(each.event(), open) + " " + each.receipt() + " " + each.state());
  }

  private List<String> decided(Outcome outcome, String entity, boolean open) {
    return lines(
        outcome.decisions(),
        (Decision each) -> each.event().entity().equals(entity),
        each ->
            name(each.event(), open)
                + " %s(%s)%s"
                    .formatted(each.verdict(), each.reason(), each.deadLetter() ? " dead" : ""));
  }

  private List<String> notices(Outcome outcome, String entity, boolean open) {
    return lines(
        outcome.notices(), (Notice each) -> each.entity().equals(entity), Notice::toString);
  }

  private List<String> held(Outcome outcome, String entity, boolean open) {
    return lines(
        outcome.held(), (Event each) -> each.entity().equals(entity), each -> name(each, open));
  }

  private List<String> state(Outcome outcome, String entity, boolean open) {
    return List.of(String.valueOf(outcome.states().get(entity)));
  }

  private static <T> List<String> lines(
      List<T> all, Predicate<T> wanted, Function<T, String> line) {
    return all.stream().filter(wanted).map(line).toList();
  }

  private static String name(Event event, boolean open) {
    String what = "v" + event.version() + " " + event.id() + " " + event.contentHash();
    return open ? what : what + " " + event.raw().origin();
  }
}
