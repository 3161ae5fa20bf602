package dev.lockstep.cluster;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What lies at the bottom of a stack trace that a cluster tells of. */
final class RootCause {
  private static final Pattern CAUSE = Pattern.compile("(?m)^Caused by: (.*)$");
  private static final Pattern CLASS =
      Pattern.compile("^(?:[\\w$]+\\.)+([\\w$]+(?:Exception|Error|Failure|Throwable))(: |$)");

  private RootCause() {}

  /** Its last cause in one line, without packages. */
  static String of(String stackTrace) {
    Matcher causes = CAUSE.matcher(stackTrace);
    String root = stackTrace.strip().lines().findFirst().orElse("");
    while (causes.find()) {
      root = causes.group(1);
    }
    return CLASS.matcher(root.strip()).replaceFirst("$1$2").strip();
  }

  /** The message of what caused a failure in this process, or what it is. */
  static String of(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }
}
