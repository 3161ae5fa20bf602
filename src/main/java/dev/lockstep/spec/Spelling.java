package dev.lockstep.spec;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that was probably meant. */
final class Spelling {
  private static final int LONGEST = 64;

  private Spelling() {}

  /** The word nearest to what was written, null when none is near. */
  static @Nullable String nearest(String written, Collection<String> words) {
    String plain = plain(written);
    if (plain.length() > LONGEST) {
      return null;
    }
    return words.stream()
        .filter(word -> distance(plain, plain(word)) <= tolerance(plain, plain(word)))
        .min(Comparator.comparingInt((String word) -> distance(plain, plain(word))))
        .orElse(null);
  }

  /** Words are compared without case, hyphens and underscores: they are mixed up the most. */
  private static String plain(String word) {
    return word.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
  }

  private static int tolerance(String one, String other) {
    return Math.max(1, Math.min(one.length(), other.length()) / 3);
  }

  /** How many letters must be added, dropped, changed or swapped with their neighbour. */
  private static int distance(String one, String other) {
    int[][] cost = new int[one.length() + 1][other.length() + 1];
    for (int i = 0; i <= one.length(); i++) {
      for (int j = 0; j <= other.length(); j++) {
        cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
      }
    }
    return cost[one.length()][other.length()];
  }

  private static int cheapest(int[][] cost, String one, String other, int i, int j) {
    int changed = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
    int least =
        Math.min(Math.min(cost[i - 1][j], cost[i][j - 1]) + 1, cost[i - 1][j - 1] + changed);
    boolean swapped =
        i > 1
            && j > 1
            && one.charAt(i - 1) == other.charAt(j - 2)
            && one.charAt(i - 2) == other.charAt(j - 1);
    return swapped ? Math.min(least, cost[i - 2][j - 2] + 1) : least;
  }
}
