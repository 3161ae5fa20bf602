package dev.lockstep.rules;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.MatchResult;

/** What can be asked of texts; the steps that it takes are counted by their length. */
final class Texts {
  private static final int LENGTH_PER_STEP = 16;
  private static final int WORK_PER_STEP = 256;
  private static final int LENGTH_AT_MOST = 1 << 20;
  private static final int REPEATS_AT_MOST = 1_000;
  private static final java.util.regex.Pattern REPEAT =
      java.util.regex.Pattern.compile("\\{(\\d{1,6})(?:,(\\d{0,6}))?}");

  private Texts() {}

  /** By code point. */
  static int compare(String one, String other, Frame frame) {
    frame.charge((one.length() + other.length()) / LENGTH_PER_STEP);
    return Arrays.compareUnsigned(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  static boolean same(String one, String other, Frame frame) {
    frame.charge(Math.min(one.length(), other.length()) / LENGTH_PER_STEP);
    return one.equals(other);
  }

  static String joined(String one, String other, Frame frame) {
    long length = (long) one.length() + other.length();
    if (length > LENGTH_AT_MOST) {
      throw new NoAnswer("a text of " + length + " characters, at most " + LENGTH_AT_MOST);
    }
    frame.charge(length / LENGTH_PER_STEP);
    return one + other;
  }

  static Object size(String text, Frame frame) {
    frame.charge(text.length() / LENGTH_PER_STEP);
    return (long) text.codePointCount(0, text.length());
  }

  static boolean contains(String text, String part, Frame frame) {
    long work = (long) text.length() * part.length();
    frame.charge((text.length() / LENGTH_PER_STEP) + (work / WORK_PER_STEP));
    return text.contains(part);
  }

  static boolean matches(String text, Pattern pattern, Frame frame) {
    long work = (long) text.length() * pattern.programSize();
    frame.charge(work / LENGTH_PER_STEP);
    return pattern.matcher(text).find();
  }

  /**
   * A pattern, in the syntax of RE2: its work grows with the text and no faster.
   *
   * @throws NoAnswer when it is none, or repeats too much
   */
  static Pattern pattern(String regex) {
    long repeats =
        REPEAT.matcher(regex).results().mapToLong(Texts::most).reduce(1, Texts::timesAtMost);
    if (repeats > REPEATS_AT_MOST) {
      throw new NoAnswer("the pattern repeats more than " + REPEATS_AT_MOST + " times");
    }
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw new NoAnswer("not a pattern: " + e.getMessage());
    }
  }

  private static long most(MatchResult repeat) {
    String most = repeat.group(2);
    return Math.max(1, Long.parseLong(most == null || most.isEmpty() ? repeat.group(1) : most));
  }

  private static long timesAtMost(long one, long other) {
    return Math.min(one * other, REPEATS_AT_MOST + 1L);
  }
}
