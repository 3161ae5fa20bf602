package dev.lockstep.rules;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.types.CelKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The expression of an invariant, compiled: it is asked whether it holds. */
public final class Check {
  private static final String NOT_ASKED = "could not be asked: ";

  private final Term term;
  private final int slots;
  private final Set<Path> readings;
  private final List<Path> told;
  private final boolean takesPreviousForGranted;
  private final List<Fault> faults;

  private Check(Term term, Planner planner, List<Fault> faults) {
    this.term = term;
    this.slots = planner.slots();
    this.readings = planner.readings();
    this.told =
        readings.stream().filter(path -> readings.stream().noneMatch(path::isAbove)).toList();
    this.takesPreviousForGranted = planner.takesPreviousForGranted();
    this.faults = List.copyOf(faults);
  }

  /** The check that a text says; what is wrong with it is among its faults. */
  public static Check of(String source) {
    Text text = new Text(source);
    Language.Read read = Language.read(text, source);
    Complaints complaints = new Complaints(text, read.offsets());
    if (read.tree().isEmpty()) {
      return faulty(complaints.of(read.issues()));
    }
    CelAbstractSyntaxTree tree = read.tree().get();
    Planner planner = new Planner(read.numbers());
    Term term = planner.plan(tree.getExpr());
    List<Fault> faults = new ArrayList<>();
    for (Planner.Misuse misuse : planner.misuses()) {
      int offset = read.offsets().getOrDefault(misuse.expression(), 0);
      faults.add(new Fault(offset, misuse.message(), misuse.hint()));
    }
    CelKind kind = tree.getResultType().kind();
    if (faults.isEmpty() && kind != CelKind.BOOL && kind != CelKind.DYN) {
      String message =
          "a check is true or false, and this is " + Complaints.kind(tree.getResultType().name());
      faults.add(new Fault(0, message, "compare it with something, such as `... >= 0`"));
    }
    return new Check(term, planner, faults);
  }

  private static Check faulty(List<Fault> faults) {
    return new Check(frame -> Term.Null.NULL, new Planner(Map.of()), faults);
  }

  /** What is wrong with it; empty when it can be asked. */
  public List<Fault> faults() {
    return faults;
  }

  /**
   * Whether it reads a field of {@code previous} and never asks whether there is one: at an
   * entity's first event there is none.
   */
  public boolean takesPreviousForGranted() {
    return takesPreviousForGranted;
  }

  /** The places that it reads, as they are written, such as {@code state.card.number}. */
  public List<String> places() {
    return readings.stream().map(Path::label).toList();
  }

  /** The places that it reads. */
  Set<Path> readings() {
    return readings;
  }

  /**
   * Why it does not hold, null when it holds.
   *
   * @param hidden pointers into state and data whose values are not told
   */
  @Nullable String complaint(Facts facts, Set<String> hidden) {
    Frame frame = new Frame(facts, slots);
    try {
      Object answer = term.value(frame);
      if (answer.equals(true)) {
        return null;
      }
      String values = values(facts, hidden, "");
      if (answer.equals(false)) {
        return values.isEmpty() ? "it never holds" : values;
      }
      return NOT_ASKED + "its answer is " + Kinds.of(answer) + more(values);
    } catch (NoAnswer none) {
      return NOT_ASKED + none.why() + more(values(facts, hidden, none.why()));
    } catch (TooCostly tooCostly) {
      return NOT_ASKED + tooCostly.getMessage() + more(values(facts, hidden, ""));
    }
  }

  private static String more(String values) {
    return values.isEmpty() ? "" : "; " + values;
  }

  private String values(Facts facts, Set<String> hidden, String known) {
    Frame frame = new Frame(facts, 0);
    return told.stream()
        .map(path -> valueOf(path, frame, hidden))
        .filter(each -> !each.equals(known))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static String valueOf(Path path, Frame frame, Set<String> hidden) {
    try {
      Object value = path.value(frame);
      return path.label() + " = " + (isHidden(path, hidden) ? "***" : Kinds.shown(value));
    } catch (NoAnswer none) {
      return none.why();
    }
  }

  private static boolean isHidden(Path path, Set<String> hidden) {
    String pointer = path.pointer();
    return path.root().isJson()
        && hidden.stream().anyMatch(each -> pointer.equals(each) || pointer.startsWith(each + "/"));
  }
}
