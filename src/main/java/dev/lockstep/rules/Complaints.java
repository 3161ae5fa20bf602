package dev.lockstep.rules;

import dev.cel.common.CelIssue;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in Lockstep's words, and at the right place, what CEL finds wrong with a check. */
final class Complaints {
  static final String TOO_EARLY = "the check ends too early";

  private static final Pattern UNDECLARED = Pattern.compile("undeclared reference to '(.*?)'.*");
  private static final Pattern NO_FIELD = Pattern.compile("undefined field '(.*)'");
  private static final Pattern NO_OVERLOAD =
      Pattern.compile("found no matching overload for '(.*?)' applied to '(.*?)'.*");
  private static final Pattern UNEXPECTED =
      Pattern.compile("(?:mismatched|extraneous) input '(.*?)' expecting.*", Pattern.DOTALL);
  private static final Pattern MISSING = Pattern.compile("missing '(.*?)' at '(.*?)'");
  private static final Pattern NO_TOKEN = Pattern.compile("token recognition error at: '(.*)'");
  private static final Pattern TOO_LARGE = Pattern.compile("For input string: \"(.*)\".*");
  private static final List<String> VARIABLES =
      List.of(Root.STATE.label(), Root.PREVIOUS.label(), Root.EVENT);
  private static final List<String> FUNCTIONS =
      Stream.concat(
              Stream.of("all", "exists", "exists_one", "filter", "has", "map", Signatures.MATCHES),
              Stream.concat(Functions.ONE.keySet().stream(), Functions.TWO.keySet().stream()))
          .filter(name -> name.matches("[a-zA-Z_]*[a-zA-Z]"))
          .sorted()
          .toList();
  private static final String NO_CLOCK =
      "a check has no clock: `event.time` is when the event happened";

  private final Text text;
  private final Map<Long, Integer> offsets;

  Complaints(Text text, Map<Long, Integer> offsets) {
    this.text = text;
    this.offsets = offsets;
  }

  /** One fault for each mistake: what follows from a word that does not fit is left out. */
  List<Fault> of(List<CelIssue> issues) {
    boolean isSyntax = issues.stream().anyMatch(issue -> issue.getExprId() == 0);
    return issues.stream()
        .filter(issue -> !issue.getMessage().startsWith("Message type resolution failure"))
        .limit(isSyntax ? 1 : Long.MAX_VALUE)
        .map(this::of)
        .toList();
  }

  private Fault of(CelIssue issue) {
    int offset = offset(issue);
    String message = issue.getMessage();
    Matcher match = UNDECLARED.matcher(message);
    if (match.matches()) {
      return undeclared(match.group(1), offset);
    }
    match = NO_FIELD.matcher(message);
    if (match.matches()) {
      return noField(match.group(1), offset);
    }
    match = NO_OVERLOAD.matcher(message);
    if (match.matches()) {
      return noOverload(match.group(1), match.group(2), offset);
    }
    return syntax(message, offset);
  }

  /** The checker points into a tree that was changed: only ids lead back to the text. */
  private int offset(CelIssue issue) {
    Integer byId = issue.getExprId() == 0 ? null : offsets.get(issue.getExprId());
    return byId != null
        ? byId
        : text.offset(
            Math.max(1, issue.getSourceLocation().getLine()),
            issue.getSourceLocation().getColumn());
  }

  private Fault undeclared(String name, int offset) {
    boolean isFunction = text.hasAt('(', offset);
    int begin =
        isFunction && text.endsWith(name, offset)
            ? offset - name.codePointCount(0, name.length())
            : offset;
    String message = "`" + name + "` is not " + (isFunction ? "a function" : "known") + " here";
    if (isFunction && name.matches("(?i)now|today|(get)?current\\w*|time")) {
      return new Fault(begin, message, NO_CLOCK);
    }
    List<String> known = isFunction ? FUNCTIONS : VARIABLES;
    return new Fault(begin, message, listed(known), name, known);
  }

  private static String listed(List<String> known) {
    return "there are " + String.join(", ", known);
  }

  private Fault noField(String name, int offset) {
    List<String> known = Root.eventFields();
    return new Fault(
        offset,
        "an event has no `" + name + "`",
        "there are " + String.join(", ", known) + "; what it says is under `event.data`",
        name,
        known);
  }

  private Fault noOverload(String function, String arguments, int offset) {
    String types =
        Stream.of(flat(arguments).replace(".(", ", ").split(", "))
            .map(Complaints::kind)
            .filter(kind -> !kind.isEmpty())
            .collect(Collectors.joining(" and "));
    return new Fault(offset, Call.written(function) + " is not for " + types, hintFor(function));
  }

  /** Without the brackets around, and without what lists and objects are made of. */
  private static String flat(String arguments) {
    String flat = arguments.replaceAll("^\\(|\\)$", "");
    String before;
    do {
      before = flat;
      flat = flat.replaceAll("(?<=list|map)\\([^()]*\\)", "");
    } while (!flat.equals(before));
    return flat;
  }

  /** What the type checker calls a type, in words. */
  static String kind(String type) {
    if (type.startsWith("list")) {
      return "a list";
    }
    if (type.startsWith("map")) {
      return "an object";
    }
    return switch (type.replaceAll("[()]", "")) {
      case "double" -> "a number";
      case "string" -> "a text";
      case "bool" -> "true or false";
      case "google.protobuf.Timestamp" -> "a time";
      case "google.protobuf.Duration" -> "a duration";
      case "dyn" -> "any value";
      case "null", "null_type" -> "null";
      case Language.EVENT_TYPE -> "an event";
      default -> type.replaceAll("[()]", "");
    };
  }

  private static @Nullable String hintFor(String function) {
    return switch (function) {
      case "_&&_", "_||_", "!_" -> "each side is true or false, such as `state.paid > 0`";
      case "_?_:_" -> "a truth before `?`, and two values of one kind";
      case "_==_", "_!=_" -> "both sides are of one kind";
      default -> null;
    };
  }

  private Fault syntax(String message, int offset) {
    Matcher match = UNEXPECTED.matcher(message);
    if (match.matches()) {
      return match.group(1).equals("<EOF>")
          ? tooEarly(offset)
          : new Fault(offset, "`" + match.group(1) + "` is not expected here", null);
    }
    match = MISSING.matcher(message);
    if (match.matches()) {
      return match.group(2).equals("<EOF>")
          ? tooEarly(offset)
          : new Fault(
              offset, "`" + match.group(1) + "` is missing before `" + match.group(2) + "`", null);
    }
    match = NO_TOKEN.matcher(message);
    if (match.matches()) {
      return token(match.group(1), offset);
    }
    match = TOO_LARGE.matcher(message);
    if (match.matches()) {
      String number = match.group(1);
      return new Fault(
          offset, "`" + number + "` is too large as it stands", "write `" + number + ".0`");
    }
    return limit(message, offset);
  }

  private Fault tooEarly(int offset) {
    return new Fault(offset, TOO_EARLY, "is a value or a bracket missing?");
  }

  private Fault token(String token, int offset) {
    if (token.startsWith("=")) {
      return new Fault(offset, "a check changes nothing: `=` means nothing in it", "`==` compares");
    }
    boolean quote = token.startsWith("'") || token.startsWith("\"");
    return quote
        ? new Fault(offset, "a text is not closed", "is a quote missing at its end?")
        : new Fault(offset, "`" + token.strip() + "` means nothing in a check", null);
  }

  private Fault limit(String message, int offset) {
    if (message.contains("code point size")) {
      return new Fault(
          0,
          "a check is at most " + Language.LENGTH_AT_MOST + " characters long",
          "divide it into several invariants");
    }
    if (message.contains("recursion limit")) {
      return new Fault(
          offset,
          "a check is nested at most " + Language.DEPTH_AT_MOST + " deep",
          "divide it into several invariants");
    }
    return message.contains("has() macro")
        ? new Fault(offset, "`has` asks for a field", "such as `has(state.paid)`")
        : new Fault(offset, "not CEL: " + message, null);
  }
}
