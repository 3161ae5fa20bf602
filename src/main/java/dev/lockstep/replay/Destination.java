package dev.lockstep.replay;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Raw;
import java.io.IOException;

/** Where replayed records go. What was sent counts when it is committed, and not before. */
public interface Destination {
  /**
   * Sends a record.
   *
   * @param letter what it was set aside as
   * @return whether there is room for such a record
   */
  boolean send(Raw outgoing, DeadLetter letter) throws IOException;

  /** Makes what was sent since the last call visible, together with how far the replay is. */
  void commit(Progress progress) throws IOException;
}
