package dev.lockstep.codec;

import dev.lockstep.reconcile.Reason;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages for people, without what they quote. */
final class Messages {
  /** The beginnings of messages about unreadable records that quote nothing. */
  private static final Pattern PLACE =
      Pattern.compile(
          "not (JSON|UTF-8), at byte \\d+|nothing but space|more than one value, from byte \\d+");

  /** The beginnings of messages about unreadable control events, up to what they quote. */
  private static final Pattern CONTROL =
      Pattern.compile(
          "(?s)(.*?(?:it is no JSON|the corrected event cannot be used: (?!FIELD_MISSING)[A-Z_]+)): .*");

  private Messages() {}

  /** The detail of a decision, unless it tells a secret. */
  static String of(Reason reason, String detail, Secrets secrets) {
    if (reason == Reason.UNREADABLE) {
      return ofUnreadable(detail);
    }
    return secrets.areIn(detail) ? Erased.WORD : detail;
  }

  /** What is wrong with bytes that cannot be read, without the bytes. */
  static String ofUnreadable(String detail) {
    Matcher place = PLACE.matcher(detail);
    return place.lookingAt() ? place.group() : Erased.WORD;
  }

  /** What is wrong with a control event that cannot be read, without the event in it. */
  static String ofControl(String detail) {
    Matcher said = CONTROL.matcher(detail);
    return said.matches() ? said.group(1) + ": " + Erased.WORD : detail;
  }
}
