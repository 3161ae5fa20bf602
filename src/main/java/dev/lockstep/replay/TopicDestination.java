package dev.lockstep.replay;

import dev.lockstep.connect.ReplayProducer;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Raw;

/**
 * The topics that the letters came from.
 *
 * @param producer sends in transactions
 * @param keepsTime whether an event's time may be that of its record, which then must stay
 */
public record TopicDestination(ReplayProducer producer, boolean keepsTime) implements Destination {
  @Override
  public boolean send(Raw outgoing, DeadLetter letter) {
    producer.send(outgoing, letter.entity(), keepsTime ? letter.timeMillis() : null);
    return true;
  }

  @Override
  public void commit(Progress progress) {
    producer.commit(progress.encoded());
  }
}
