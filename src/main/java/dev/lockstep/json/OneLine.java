package dev.lockstep.json;

/** Texts of unknown origin in a message for people: short, on one line, of sound characters. */
public final class OneLine {
  /** How much of another's message is shown, characters. */
  public static final int MESSAGE_AT_MOST = 160;

  private OneLine() {}

  /** A text so, of at most so many characters and a mark that it goes on. */
  public static String of(String text, int atMost) {
    StringBuilder line = new StringBuilder(Math.min(text.length(), atMost) + 3);
    int i = 0;
    while (i < text.length() && line.length() < atMost) {
      int point = text.codePointAt(i);
      line.appendCodePoint(isPlain(point) ? point : '?');
      i += Character.charCount(point);
    }
    return i < text.length() ? line.append("...").toString() : line.toString();
  }

  /** A text if it is short, else its first so many characters and a mark; none is cut in two. */
  public static String beginning(String text, int atMost) {
    if (text.length() <= atMost) {
      return text;
    }
    boolean within = Character.isHighSurrogate(text.charAt(atMost - 1));
    return text.substring(0, within ? atMost - 1 : atMost) + "...";
  }

  private static boolean isPlain(int point) {
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.UNASSIGNED ->
          false;
      default -> true;
    };
  }
}
