package dev.lockstep.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The event's place in its entity's sequence, given by the producer. */
public sealed interface Version extends Place permits Version.Single, Version.Pair, Version.Text {

  /** The epoch of a contiguous version: the major part of a pair, 0 for a plain number. */
  long epoch();

  /** The number within the epoch. */
  long number();

  /** The version of the same form and epoch with another number. */
  Version withNumber(long number);

  /** A plain number, 0 or above. */
  record Single(long number) implements Version {
    @Override
    public long epoch() {
      return 0;
    }

    @Override
    public Version withNumber(long other) {
      return new Single(other);
    }

    @Override
    public int compareTo(Place other) {
      if (other instanceof Single that) {
        return Long.compare(number, that.number);
      }
      throw mixed(this, other);
    }

    @Override
    public String toString() {
      return Long.toString(number);
    }
  }

  /** A pair, compared part by part: (epoch, number), or (commit LSN, LSN). */
  record Pair(long epoch, long number) implements Version {
    @Override
    public Version withNumber(long other) {
      return new Pair(epoch, other);
    }

    @Override
    public int compareTo(Place other) {
      if (other instanceof Pair that) {
        int byEpoch = Long.compare(epoch, that.epoch);
        return byEpoch != 0 ? byEpoch : Long.compare(number, that.number);
      }
      throw mixed(this, other);
    }

    @Override
    public String toString() {
      return epoch + "." + number;
    }
  }

  /** A text compared by its UTF-8 bytes, unsigned; it has no epoch and no number. */
  record Text(String text) implements Version {
    @Override
    public long epoch() {
      throw new IllegalStateException("a text version has no epoch: " + text);
    }

    @Override
    public long number() {
      throw new IllegalStateException("a text version has no number: " + text);
    }

    @Override
    public Version withNumber(long other) {
      throw new IllegalStateException("a text version has no number: " + text);
    }

    @Override
    public int compareTo(Place other) {
      if (other instanceof Text that) {
        return Arrays.compareUnsigned(
            text.getBytes(StandardCharsets.UTF_8), that.text.getBytes(StandardCharsets.UTF_8));
      }
      throw mixed(this, other);
    }

    @Override
    public String toString() {
      return text;
    }
  }

  private static IllegalStateException mixed(Place one, Place other) {
    return new IllegalStateException("places of two kinds in one entity: " + one + " and " + other);
  }
}
