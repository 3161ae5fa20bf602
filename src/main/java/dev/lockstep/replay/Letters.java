package dev.lockstep.replay;

import dev.lockstep.codec.DeadLetterReader;
import dev.lockstep.codec.DeadLetterReader.Foreign;
import dev.lockstep.codec.DeadLetterReader.Letter;
import dev.lockstep.codec.DeadLetterReader.Line;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.util.ArrayList;
import java.util.List;

/** What a topic or file of dead letters holds: letters, and what is none of ours. */
public final class Letters {
  private final List<Filed> found = new ArrayList<>();
  private final List<Stranger> strangers = new ArrayList<>();

  /**
   * A record that is no dead letter of ours.
   *
   * @param at where it lies
   * @param why for people
   */
  public record Stranger(Origin at, String why) {}

  /** Takes one record in. */
  public void add(Raw message) {
    Origin at = message.origin();
    Line line = DeadLetterReader.read(message.value());
    if (line instanceof Letter letter) {
      found.add(new Filed(at.partition(), at.offset(), letter));
    } else if (line instanceof Foreign foreign) {
      strangers.add(new Stranger(at, foreign.why()));
    } else {
      throw new AssertionError(line);
    }
  }

  /** The letters, in the order in which they were read. */
  public List<Filed> found() {
    return List.copyOf(found);
  }

  /** The rest. */
  public List<Stranger> strangers() {
    return List.copyOf(strangers);
  }
}
