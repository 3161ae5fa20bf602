package dev.lockstep.spec;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells which values must not be shown, by what their keys are called, and hides them. */
public final class Secrets {
  /** What stands in for a secret. */
  public static final String HIDDEN = "***";

  private static final String WORD =
      "password|passwd|passphrase|secret|token|jaas|sasl|credential|private.?key|api.?key"
          + "|access.?key|keystore.?key|certificate.?chain"
          + "|account.?key|service.?key|auth.?params|basic.?auth|http.?headers";
  private static final Pattern SECRET_NAME =
      Pattern.compile(WORD, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  private static final Pattern SECRET_KEY =
      Pattern.compile("(?:" + WORD + ")[\\w.\\-\"']*\\s*[:=]", Pattern.CASE_INSENSITIVE);

  /** Who logs in at a URL, and with what; up to the last {@code @}, as a password may hold one. */
  private static final Pattern USER_INFO = Pattern.compile("(://)[^/\\s\"'`]+@");

  /** The same before a server without a scheme: a name and a password, or one of them. */
  private static final Pattern LOGIN =
      Pattern.compile(
          "(?<![^\\s,\"'`=\\[({])(?:[^\\s,:@/\"'`=\\[({]+:(?!//)[^\\s\"'`]+@"
              + "|(?:(?!://)[^\\s,@\"'`=\\[({])+@(?=[^\\s,:@/]+:\\d))");

  private Secrets() {}

  /** Whether the value of a key of this name is a secret. */
  public static boolean isSecret(String name) {
    return SECRET_NAME.matcher(name).find();
  }

  /** The value of a key, or what may be shown of it. */
  public static String shown(String name, String value) {
    return isSecret(name) ? HIDDEN : withoutLogins(value);
  }

  /** A text without the logins in front of the servers that it names. */
  public static String withoutLogins(String text) {
    String named = USER_INFO.matcher(text).replaceAll("$1" + HIDDEN + "@");
    return LOGIN.matcher(named).replaceAll(HIDDEN + "@");
  }

  /**
   * A line of a spec's text, or what may be shown of it: what follows a secret's key is hidden, and
   * so is what is indented below one.
   *
   * @param lines the text
   * @param line from 1
   */
  public static String shownLine(List<String> lines, int line) {
    String text = lines.get(line - 1);
    int indent = indentOf(text);
    for (int above = line - 2; above >= 0 && indent > 0; above--) {
      String outer = lines.get(above);
      if (!outer.isBlank() && indentOf(outer) < indent) {
        indent = indentOf(outer);
        if (SECRET_KEY.matcher(outer).find()) {
          return HIDDEN;
        }
      }
    }
    Matcher key = SECRET_KEY.matcher(text);
    return key.find() ? text.substring(0, key.end()) + " " + HIDDEN : withoutLogins(text);
  }

  private static int indentOf(String line) {
    return line.length() - line.stripLeading().length();
  }
}
