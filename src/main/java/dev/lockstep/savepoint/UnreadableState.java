package dev.lockstep.savepoint;

import java.io.IOException;

/** State that is there and cannot be read; its message says what, and why. */
public final class UnreadableState extends IOException {
  private static final long serialVersionUID = 1L;

  UnreadableState(String what, Exception cause) {
    super(what + " cannot be read: " + rootOf(cause).getMessage(), cause);
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
