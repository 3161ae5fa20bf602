package dev.lockstep.simulate;

/**
 * A rule that an outcome breaks.
 *
 * @param entity whose events they are
 * @param rule what must hold
 * @param detail what was found instead
 */
public record Finding(String entity, String rule, String detail) {
  @Override
  public String toString() {
    return entity + ": " + rule + "; " + detail;
  }
}
