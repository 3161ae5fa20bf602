package dev.lockstep.rules;

import com.google.re2j.Pattern;
import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelMap;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what CEL has read of a check into terms. */
final class Planner {
  private static final int LOOPS_AT_MOST = 2;
  private static final Term NOTHING = frame -> Term.Null.NULL;

  private final Map<Long, Object> numbers;
  private final List<Misuse> misuses = new ArrayList<>();
  private final Set<Path> readings = new LinkedHashSet<>();
  private boolean testsPrevious;
  private int slots;

  /** Something that CEL allows and a check does not. */
  record Misuse(long expression, String message, String hint) {}

  Planner(Map<Long, Object> numbers) {
    this.numbers = numbers;
  }

  List<Misuse> misuses() {
    return misuses;
  }

  /** The places that it reads, in the order in which they are written. */
  Set<Path> readings() {
    return readings;
  }

  /** Whether it reads fields of {@code previous} and nowhere asks whether there is one. */
  boolean takesPreviousForGranted() {
    return !testsPrevious
        && readings.stream().anyMatch(path -> path.root() == Root.PREVIOUS)
        && !readings.contains(new Path(Root.PREVIOUS, List.of()));
  }

  /** How many variables its loops have. */
  int slots() {
    return slots;
  }

  Term plan(CelExpr expression) {
    return plan(expression, Scope.NONE);
  }

  private Term plan(CelExpr expression, Scope scope) {
    Path path = Paths.of(expression, scope);
    if (path != null) {
      readings.add(path);
      return path;
    }
    return switch (expression.getKind()) {
      case CONSTANT -> constant(expression);
      case IDENT -> variable(expression, scope);
      case SELECT -> select(expression, scope);
      case CALL -> call(expression, scope);
      case LIST -> list(expression.list().elements(), scope);
      case MAP -> map(expression.map().entries(), scope);
      case COMPREHENSION -> loop(expression, scope);
      case STRUCT, NOT_SET -> misuse(expression, "a check makes no structures", "use `{...}`");
    };
  }

  private Term misuse(CelExpr expression, String message, String hint) {
    misuses.add(new Misuse(expression.id(), message, hint));
    return NOTHING;
  }

  private Term constant(CelExpr expression) {
    CelConstant constant = expression.constant();
    Object value =
        switch (constant.getKind()) {
          case INT64_VALUE, UINT64_VALUE, DOUBLE_VALUE -> numbers.get(expression.id());
          case STRING_VALUE -> constant.stringValue();
          case BOOLEAN_VALUE -> constant.booleanValue();
          case NULL_VALUE -> Term.Null.NULL;
          case BYTES_VALUE, TIMESTAMP_VALUE, DURATION_VALUE, NOT_SET -> null;
        };
    return value == null
        ? misuse(expression, "there are no bytes in JSON", "write a text, without `b`")
        : frame -> value;
  }

  private Term variable(CelExpr expression, Scope scope) {
    String name = expression.ident().name();
    Integer slot = scope.slots().get(name);
    if (slot != null) {
      return new Loop.Local(slot);
    }
    return name.equals(Root.EVENT)
        ? misuse(expression, "`event` is no value", "its parts are, such as `event.type`")
        : misuse(expression, "`" + name + "` is no value", "it is a function or a type");
  }

  private Term select(CelExpr expression, Scope scope) {
    String name = expression.select().field();
    CelExpr operand = expression.select().operand();
    if (!expression.select().testOnly()) {
      return Fields.get(plan(operand, scope), name);
    }
    Path of = Paths.of(operand, scope);
    if (of != null) {
      readings.add(of.child(name));
      testsPrevious |= of.equals(new Path(Root.PREVIOUS, List.of()));
    }
    return Fields.has(of != null ? of : plan(operand, scope), name);
  }

  private Term call(CelExpr expression, Scope scope) {
    CelCall call = expression.call();
    List<CelExpr> all = new ArrayList<>();
    call.target().ifPresent(all::add);
    all.addAll(call.args());
    if (call.function().equals(Signatures.MATCHES)) {
      return matches(all.get(1), plan(all.get(0), scope));
    }
    List<Term> terms = all.stream().map(each -> plan(each, scope)).toList();
    Term logic = logic(call.function(), terms);
    return logic != null ? logic : applied(expression, call.function(), terms);
  }

  private static @Nullable Term logic(String function, List<Term> terms) {
    if (function.equals(Operator.LOGICAL_AND.getFunction())) {
      return Logic.and(terms.get(0), terms.get(1));
    }
    if (function.equals(Operator.LOGICAL_OR.getFunction())) {
      return Logic.or(terms.get(0), terms.get(1));
    }
    if (function.equals(Operator.LOGICAL_NOT.getFunction())) {
      return Logic.not(terms.get(0));
    }
    if (function.equals(Operator.CONDITIONAL.getFunction())) {
      return Logic.choice(terms.get(0), terms.get(1), terms.get(2));
    }
    return function.equals(Operator.NOT_STRICTLY_FALSE.getFunction())
        ? Logic.notStrictlyFalse(terms.get(0))
        : null;
  }

  private static Term applied(CelExpr expression, String function, List<Term> terms) {
    Functions.One one = Functions.ONE.get(function);
    if (one != null && terms.size() == 1) {
      return new Call.OfOne(function, one, terms.get(0));
    }
    Functions.Two two = Functions.TWO.get(function);
    if (two != null && terms.size() == 2) {
      return new Call.OfTwo(function, two, terms.get(0), terms.get(1));
    }
    throw new IllegalStateException("declared and not made: " + expression);
  }

  private Term matches(CelExpr pattern, Term text) {
    if (pattern.getKind() != Kind.CONSTANT) {
      return misuse(pattern, "a pattern is written in the check itself", "such as `'^[a-z]+$'`");
    }
    try {
      Pattern compiled = Texts.pattern(pattern.constant().stringValue());
      return Call.matching(text, compiled);
    } catch (NoAnswer wrong) {
      return misuse(pattern, wrong.why(), "patterns are RE2: letters, `[a-z]`, `.*`, `a|b`");
    }
  }

  private Term list(List<CelExpr> elements, Scope scope) {
    List<Term> terms = elements.stream().map(each -> plan(each, scope)).toList();
    return frame -> {
      frame.charge(terms.size());
      List<Object> values = new ArrayList<>(terms.size());
      terms.forEach(term -> values.add(term.value(frame)));
      return values;
    };
  }

  private Term map(List<CelMap.Entry> entries, Scope scope) {
    List<Term> keys = entries.stream().map(entry -> plan(entry.key(), scope)).toList();
    List<Term> terms = entries.stream().map(entry -> plan(entry.value(), scope)).toList();
    return frame -> {
      frame.charge(terms.size());
      Map<Object, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < terms.size(); i++) {
        if (values.put(keys.get(i).value(frame), terms.get(i).value(frame)) != null) {
          throw new NoAnswer("an object names a field twice");
        }
      }
      return values;
    };
  }

  private Term loop(CelExpr expression, Scope scope) {
    CelComprehension loop = expression.comprehension();
    if (scope.loops() == LOOPS_AT_MOST) {
      return misuse(
          expression,
          "loops are nested more than " + LOOPS_AT_MOST + " deep",
          "a check has to be cheap: flatten what it looks through, with a reducer");
    }
    Term range = plan(loop.iterRange(), scope);
    Term begin = plan(loop.accuInit(), scope);
    int element = slots++;
    int result = slots++;
    Scope after = scope.with(loop.accuVar(), result);
    Scope inside = after.with(loop.iterVar(), element).deeper();
    return new Loop(
        range,
        element,
        result,
        begin,
        plan(loop.loopCondition(), inside),
        plan(loop.loopStep(), inside),
        plan(loop.result(), after));
  }
}
