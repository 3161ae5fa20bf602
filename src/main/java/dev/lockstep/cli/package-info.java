/** The command line: one class per command. May use everything; nothing uses it. */
@NullMarked
package dev.lockstep.cli;

import org.jspecify.annotations.NullMarked;
