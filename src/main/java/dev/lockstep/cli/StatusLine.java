package dev.lockstep.cli;

import java.io.PrintWriter;

/**
 * A line on the terminal that says what is being waited for, until it is over.
 *
 * @param terminal where it is shown
 * @param shown whether there is a terminal
 */
record StatusLine(PrintWriter terminal, boolean shown) {
  private static final String EMPTY_LINE = "\r\u001b[K";

  void tell(String what) {
    if (shown) {
      terminal.print(EMPTY_LINE + "  " + what + " ...");
      terminal.flush();
    }
  }

  void clear() {
    if (shown) {
      terminal.print(EMPTY_LINE);
      terminal.flush();
    }
  }
}
