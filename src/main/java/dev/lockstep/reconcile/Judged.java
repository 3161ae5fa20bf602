package dev.lockstep.reconcile;

import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import org.jspecify.annotations.Nullable;

/**
 * One event that was not applied.
 *
 * @param event the event
 * @param verdict any but {@link Verdict#APPLIED}
 * @param reason why
 * @param rule the name of the rule that it breaks, empty when it breaks none
 * @param detail the facts, for people
 * @param deadLetter whether it is set aside with its bytes
 * @param stateSeen the entity's state that it was judged against, kept for dead letters only
 * @param settled the entity's settled version then
 */
public record Judged(
    Event event,
    Verdict verdict,
    Reason reason,
    String rule,
    String detail,
    boolean deadLetter,
    @Nullable Bytes stateSeen,
    @Nullable Version settled)
    implements Output {}
