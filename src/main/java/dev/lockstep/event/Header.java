package dev.lockstep.event;

import org.jspecify.annotations.Nullable;

/** One record header, carried through unread. */
public record Header(String name, @Nullable Bytes value) {}
