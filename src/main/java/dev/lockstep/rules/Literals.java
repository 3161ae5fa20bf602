package dev.lockstep.rules;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelMutableExpr;
import dev.cel.common.ast.CelMutableExpr.CelMutableComprehension;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The numbers that are written in a check. In its tree each becomes a double, so that there is one
 * type of numbers; what it is exactly is kept beside the tree.
 */
final class Literals {
  private final Text text;
  private final Map<Long, Integer> offsets;
  private final Map<Long, Object> numbers = new HashMap<>();

  Literals(Text text, Map<Long, Integer> offsets) {
    this.text = text;
    this.offsets = offsets;
  }

  /** The exact numbers, by the id of their expression. */
  Map<Long, Object> numbers() {
    return numbers;
  }

  void unify(CelMutableExpr expression) {
    switch (expression.getKind()) {
      case CONSTANT -> literal(expression);
      case SELECT, CALL, LIST, MAP, STRUCT, COMPREHENSION -> parts(expression).forEach(this::unify);
      case IDENT, NOT_SET -> {}
    }
  }

  private static List<CelMutableExpr> parts(CelMutableExpr expression) {
    return switch (expression.getKind()) {
      case SELECT -> List.of(expression.select().operand());
      case CALL -> {
        List<CelMutableExpr> parts = new ArrayList<>(expression.call().args());
        expression.call().target().ifPresent(parts::add);
        yield parts;
      }
      case LIST -> expression.list().elements();
      case MAP -> {
        List<CelMutableExpr> parts = new ArrayList<>();
        expression.map().entries().forEach(each -> parts.addAll(List.of(each.key(), each.value())));
        yield parts;
      }
      case STRUCT -> expression.struct().entries().stream().map(each -> each.value()).toList();
      case COMPREHENSION -> parts(expression.comprehension());
      case CONSTANT, IDENT, NOT_SET -> List.of();
    };
  }

  private static List<CelMutableExpr> parts(CelMutableComprehension loop) {
    return List.of(
        loop.iterRange(), loop.accuInit(), loop.loopCondition(), loop.loopStep(), loop.result());
  }

  private void literal(CelMutableExpr literal) {
    CelConstant constant = literal.constant();
    Object number =
        switch (constant.getKind()) {
          case INT64_VALUE -> constant.int64Value();
          case UINT64_VALUE -> Numbers.of(new BigDecimal(constant.uint64Value().bigIntegerValue()));
          case DOUBLE_VALUE -> Numbers.of(decimal(literal.id(), constant.doubleValue()));
          case NOT_SET,
              NULL_VALUE,
              BOOLEAN_VALUE,
              STRING_VALUE,
              BYTES_VALUE,
              TIMESTAMP_VALUE,
              DURATION_VALUE ->
              Term.Null.NULL;
        };
    if (number != Term.Null.NULL) {
      numbers.put(literal.id(), number);
      literal.setConstant(CelConstant.ofValue(Numbers.decimal(number).doubleValue()));
    }
  }

  private BigDecimal decimal(long id, double read) {
    return text.decimal(offsets.getOrDefault(id, text.length()), read);
  }
}
