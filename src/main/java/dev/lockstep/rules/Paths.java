package dev.lockstep.rules;

import dev.cel.common.Operator;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells which expressions are places that lie where the check asks: they can be read at once. */
final class Paths {
  private Paths() {}

  /** The place, null when it is something else. */
  static @Nullable Path of(CelExpr expression, Scope scope) {
    return switch (expression.getKind()) {
      case IDENT -> root(expression, scope);
      case SELECT -> expression.select().testOnly() ? null : select(expression, scope);
      case CALL -> index(expression.call(), scope);
      case CONSTANT, LIST, MAP, STRUCT, COMPREHENSION, NOT_SET -> null;
    };
  }

  private static @Nullable Path root(CelExpr expression, Scope scope) {
    String name = expression.ident().name();
    return scope.slots().containsKey(name) ? null : pathOf(name);
  }

  private static @Nullable Path pathOf(String label) {
    return Root.of(label).map(root -> new Path(root, List.of())).orElse(null);
  }

  private static @Nullable Path select(CelExpr expression, Scope scope) {
    CelExpr operand = expression.select().operand();
    String field = expression.select().field();
    if (isEvent(operand, scope)) {
      return pathOf(Root.EVENT + "." + field);
    }
    Path above = of(operand, scope);
    return above == null ? null : above.child(field);
  }

  private static boolean isEvent(CelExpr expression, Scope scope) {
    return expression.getKind() == Kind.IDENT
        && expression.ident().name().equals(Root.EVENT)
        && !scope.slots().containsKey(Root.EVENT);
  }

  /** {@code state['paid']} is {@code state.paid}. */
  private static @Nullable Path index(CelCall call, Scope scope) {
    if (!call.function().equals(Operator.INDEX.getFunction())) {
      return null;
    }
    CelExpr index = call.args().get(1);
    boolean named =
        index.getKind() == Kind.CONSTANT
            && index.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    Path above = named ? of(call.args().get(0), scope) : null;
    return above == null ? null : above.child(index.constant().stringValue());
  }
}
