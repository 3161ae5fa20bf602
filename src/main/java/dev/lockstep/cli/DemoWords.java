package dev.lockstep.cli;

import dev.lockstep.reconcile.Verdict;

/** The verdicts in plain words. */
final class DemoWords {
  private DemoWords() {}

  static String of(Verdict verdict) {
    return switch (verdict) {
      case MALFORMED -> "no event, or not to be believed: set aside";
      case PASSED -> "in need of no order: handed on at once";
      case SHED -> "in need of no order: dropped under load";
      case DUPLICATE -> "the same event again: recognised and dropped";
      case CONFLICT -> "another event in a place that is taken: set aside";
      case STALE -> "older than what is known: dropped";
      case LATE -> "past its time: set aside";
      case REJECTED -> "not to be applied: set aside";
      case OVERFLOW -> "too much for a full buffer: set aside";
      case ABANDONED -> "held in vain: set aside";
      case APPLIED -> "applied, each in its place";
    };
  }
}
