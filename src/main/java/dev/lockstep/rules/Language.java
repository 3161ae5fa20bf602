package dev.lockstep.rules;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.cel.checker.CelStandardDeclarations;
import dev.cel.checker.CelStandardDeclarations.StandardFunction;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelMutableAst;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.cel.common.types.StructTypeReference;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The language of checks: CEL with one type of numbers, asked about a state and an event. */
final class Language {
  static final int LENGTH_AT_MOST = 2_000;
  static final int DEPTH_AT_MOST = 40;

  /** What the type checker calls an event. */
  static final String EVENT_TYPE = "event";

  private static final StructType EVENT =
      StructType.create(
          EVENT_TYPE, ImmutableSet.copyOf(Root.eventFields()), Language::typeOfEventField);
  private static final CelCompiler COMPILER =
      CelCompilerFactory.standardCelCompilerBuilder()
          .setOptions(
              CelOptions.current()
                  .maxExpressionCodePointSize(LENGTH_AT_MOST)
                  .maxParseRecursionDepth(DEPTH_AT_MOST)
                  .build())
          .setStandardEnvironmentEnabled(false)
          .setStandardDeclarations(
              CelStandardDeclarations.newBuilder()
                  .includeFunctions(
                      StandardFunction.LOGICAL_AND,
                      StandardFunction.LOGICAL_OR,
                      StandardFunction.LOGICAL_NOT,
                      StandardFunction.CONDITIONAL,
                      StandardFunction.NOT_STRICTLY_FALSE)
                  .build())
          .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
          .setTypeProvider(new EventTypes())
          .addVar(Root.STATE.label(), SimpleType.DYN)
          .addVar(Root.PREVIOUS.label(), SimpleType.DYN)
          .addVar(Root.EVENT, StructTypeReference.create(EVENT_TYPE))
          .addFunctionDeclarations(Signatures.all())
          .build();

  private Language() {}

  /**
   * A check that was read.
   *
   * @param tree what it says; null when there are issues
   * @param issues what is wrong with it
   * @param numbers the exact numbers of its literals, by the id of their expression
   * @param offsets where each expression was written, in code points
   */
  record Read(
      Optional<CelAbstractSyntaxTree> tree,
      List<CelIssue> issues,
      Map<Long, Object> numbers,
      Map<Long, Integer> offsets) {}

  static Read read(Text text, String source) {
    CelValidationResult parsed = COMPILER.parse(source);
    if (parsed.hasError()) {
      return new Read(Optional.empty(), parsed.getErrors(), Map.of(), Map.of());
    }
    CelAbstractSyntaxTree tree = treeOf(parsed);
    Map<Long, Integer> offsets = tree.getSource().getPositionsMap();
    Literals literals = new Literals(text, offsets);
    CelMutableAst unified = CelMutableAst.fromCelAst(tree);
    literals.unify(unified.expr());
    CelValidationResult checked = COMPILER.check(unified.toParsedAst());
    return checked.hasError()
        ? new Read(Optional.empty(), checked.getErrors(), Map.of(), offsets)
        : new Read(Optional.of(treeOf(checked)), List.of(), literals.numbers(), offsets);
  }

  private static CelAbstractSyntaxTree treeOf(CelValidationResult result) {
    try {
      return result.getAst();
    } catch (CelValidationException e) {
      throw new IllegalStateException("a tree without errors: " + result.getErrorString(), e);
    }
  }

  private static Optional<CelType> typeOfEventField(String field) {
    return Root.of(Root.EVENT + "." + field)
        .map(
            root ->
                switch (root) {
                  case STATE, PREVIOUS, DATA, VERSION -> SimpleType.DYN;
                  case TYPE, ID, SOURCE, ENTITY -> SimpleType.STRING;
                  case TIME -> SimpleType.TIMESTAMP;
                  case DELETE -> SimpleType.BOOL;
                });
  }

  /** An event is the only structure that a check knows. */
  private static final class EventTypes implements CelTypeProvider {
    @Override
    public ImmutableCollection<CelType> types() {
      return ImmutableList.of(EVENT);
    }

    @Override
    public Optional<CelType> findType(String name) {
      return name.equals(EVENT_TYPE) ? Optional.of(EVENT) : Optional.empty();
    }
  }
}
