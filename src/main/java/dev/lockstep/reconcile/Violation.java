package dev.lockstep.reconcile;

/**
 * A rule that an event breaks.
 *
 * @param reason what kind of rule
 * @param rule its name, as operators know it
 * @param detail the facts, for people
 */
public record Violation(Reason reason, String rule, String detail) {
  private static final int DETAIL_AT_MOST = 1_000;

  public Violation {
    if (detail.length() > DETAIL_AT_MOST) {
      boolean within = Character.isHighSurrogate(detail.charAt(DETAIL_AT_MOST - 1));
      detail = detail.substring(0, within ? DETAIL_AT_MOST - 1 : DETAIL_AT_MOST) + "...";
    }
  }
}
