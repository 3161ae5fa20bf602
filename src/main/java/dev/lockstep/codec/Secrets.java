package dev.lockstep.codec;

import java.util.HashSet;
import java.util.Set;

/** The texts that were taken out of one record or state, to be found again beside it. */
final class Secrets {
  /** Shorter ones stand in many a text by chance: of these a whole word must be the same. */
  private static final int SURE_LENGTH = 4;

  /** Messages quote the beginning of a long text, or a part of it. */
  private static final int QUOTED_LENGTH = 8;

  private final Set<String> texts = new HashSet<>();

  void add(String text) {
    if (!text.isEmpty()) {
      texts.add(text);
    }
  }

  void addAll(Secrets others) {
    texts.addAll(others.texts);
  }

  boolean isEmpty() {
    return texts.isEmpty();
  }

  /** Whether a text tells one of them, or a good part of one. */
  boolean areIn(String text) {
    return texts.stream()
        .anyMatch(
            secret -> secret.length() < SURE_LENGTH ? isWord(secret, text) : isIn(secret, text));
  }

  private static boolean isWord(String secret, String text) {
    for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
      int end = at + secret.length();
      boolean begins = at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
      if (begins && (end == text.length() || !Character.isLetterOrDigit(text.charAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isIn(String secret, String text) {
    if (secret.length() <= QUOTED_LENGTH) {
      return text.contains(secret);
    }
    for (int at = 0; at + QUOTED_LENGTH <= text.length(); at++) {
      if (secret.contains(text.substring(at, at + QUOTED_LENGTH))) {
        return true;
      }
    }
    return false;
  }
}
