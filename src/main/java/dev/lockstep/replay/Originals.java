package dev.lockstep.replay;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Raw;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Where whole records are, for letters that are not. */
public interface Originals {
  /** The record that a letter is about; null when it is gone, or another is in its place. */
  @Nullable Raw of(DeadLetter letter) throws IOException;
}
