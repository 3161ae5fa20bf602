package dev.lockstep.replay;

import dev.lockstep.codec.Decoder;
import dev.lockstep.connect.OriginRecords;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Raw;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The source topics, as long as they keep their records.
 *
 * @param records reads one by its origin
 * @param decoder reads events as the job does
 */
public record TopicOriginals(OriginRecords records, Decoder decoder) implements Originals {
  @Override
  public @Nullable Raw of(DeadLetter letter) throws IOException {
    OriginRecords.Found found = records.at(letter.raw().origin());
    return found != null
            && Originals.isOf(letter, decoder.decode(found.raw(), found.timestampMillis()))
        ? found.raw()
        : null;
  }
}
