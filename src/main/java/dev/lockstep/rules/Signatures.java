package dev.lockstep.rules;

import static dev.cel.common.CelOverloadDecl.newGlobalOverload;
import static dev.cel.common.CelOverloadDecl.newMemberOverload;
import static dev.cel.common.types.SimpleType.BOOL;
import static dev.cel.common.types.SimpleType.DURATION;
import static dev.cel.common.types.SimpleType.DYN;
import static dev.cel.common.types.SimpleType.STRING;
import static dev.cel.common.types.SimpleType.TIMESTAMP;

import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.Operator;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.TypeParamType;
import java.util.ArrayList;
import java.util.List;

/**
 * What the operators and functions of a check take and give; {@link Functions} says what they do.
 */
final class Signatures {
  /** There is one type of numbers, and CEL calls it double. */
  static final CelType NUMBER = SimpleType.DOUBLE;

  static final String MATCHES = "matches";

  private static final CelType A = TypeParamType.create("A");
  private static final CelType B = TypeParamType.create("B");
  private static final CelType LIST = ListType.create(A);
  private static final CelType MAP = MapType.create(A, B);

  private final String name;
  private final List<CelOverloadDecl> overloads = new ArrayList<>();

  private Signatures(String name) {
    this.name = name;
  }

  /** All that is not and, or, not, and the choice of {@code ?:}. */
  static List<CelFunctionDecl> all() {
    List<CelFunctionDecl> all = new ArrayList<>(operators());
    all.addAll(functions());
    return all;
  }

  private static List<CelFunctionDecl> operators() {
    return List.of(
        of(Operator.ADD)
            .takes(NUMBER, NUMBER, NUMBER)
            .takes(STRING, STRING, STRING)
            .takes(LIST, LIST, LIST)
            .takes(TIMESTAMP, TIMESTAMP, DURATION)
            .takes(TIMESTAMP, DURATION, TIMESTAMP)
            .takes(DURATION, DURATION, DURATION)
            .declared(),
        of(Operator.SUBTRACT)
            .takes(NUMBER, NUMBER, NUMBER)
            .takes(TIMESTAMP, TIMESTAMP, DURATION)
            .takes(DURATION, TIMESTAMP, TIMESTAMP)
            .takes(DURATION, DURATION, DURATION)
            .declared(),
        of(Operator.MULTIPLY).takes(NUMBER, NUMBER, NUMBER).declared(),
        of(Operator.DIVIDE).takes(NUMBER, NUMBER, NUMBER).declared(),
        of(Operator.MODULO).takes(NUMBER, NUMBER, NUMBER).declared(),
        of(Operator.NEGATE).takes(NUMBER, NUMBER).declared(),
        of(Operator.EQUALS).takes(BOOL, A, A).declared(),
        of(Operator.NOT_EQUALS).takes(BOOL, A, A).declared(),
        order(Operator.LESS),
        order(Operator.LESS_EQUALS),
        order(Operator.GREATER),
        order(Operator.GREATER_EQUALS),
        of(Operator.IN).takes(BOOL, A, LIST).takes(BOOL, A, MAP).declared(),
        of(Operator.INDEX).takes(A, LIST, NUMBER).takes(B, MAP, A).declared());
  }

  private static CelFunctionDecl order(Operator operator) {
    return of(operator)
        .takes(BOOL, NUMBER, NUMBER)
        .takes(BOOL, STRING, STRING)
        .takes(BOOL, TIMESTAMP, TIMESTAMP)
        .takes(BOOL, DURATION, DURATION)
        .declared();
  }

  private static List<CelFunctionDecl> functions() {
    return List.of(
        named("size")
            .takes(NUMBER, STRING)
            .takes(NUMBER, LIST)
            .takes(NUMBER, MAP)
            .isAskedOf(NUMBER, STRING)
            .isAskedOf(NUMBER, LIST)
            .isAskedOf(NUMBER, MAP)
            .declared(),
        named("contains").isAskedOf(BOOL, STRING, STRING).declared(),
        named("startsWith").isAskedOf(BOOL, STRING, STRING).declared(),
        named("endsWith").isAskedOf(BOOL, STRING, STRING).declared(),
        named(MATCHES).isAskedOf(BOOL, STRING, STRING).takes(BOOL, STRING, STRING).declared(),
        named("int")
            .takes(NUMBER, NUMBER)
            .takes(NUMBER, STRING)
            .takes(NUMBER, TIMESTAMP)
            .declared(),
        named("double").takes(NUMBER, NUMBER).takes(NUMBER, STRING).declared(),
        named("string")
            .takes(STRING, STRING)
            .takes(STRING, NUMBER)
            .takes(STRING, BOOL)
            .takes(STRING, TIMESTAMP)
            .declared(),
        named("timestamp")
            .takes(TIMESTAMP, STRING)
            .takes(TIMESTAMP, NUMBER)
            .takes(TIMESTAMP, TIMESTAMP)
            .declared(),
        named("duration").takes(DURATION, STRING).takes(DURATION, DURATION).declared(),
        named("dyn").takes(DYN, A).declared());
  }

  private static Signatures of(Operator operator) {
    return named(operator.getFunction());
  }

  private static Signatures named(String name) {
    return new Signatures(name);
  }

  private Signatures takes(CelType result, CelType... arguments) {
    overloads.add(newGlobalOverload(id(), result, List.of(arguments)));
    return this;
  }

  private Signatures isAskedOf(CelType result, CelType... arguments) {
    overloads.add(newMemberOverload(id(), result, List.of(arguments)));
    return this;
  }

  private String id() {
    return name + "#" + overloads.size();
  }

  private CelFunctionDecl declared() {
    return CelFunctionDecl.newFunctionDeclaration(name, overloads);
  }
}
