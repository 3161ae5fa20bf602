package dev.lockstep.golden;

import dev.lockstep.codec.ControlDecoder;
import dev.lockstep.codec.Decoder;
import dev.lockstep.codec.EventFields;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Decoded;
import dev.lockstep.event.Header;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.datagen.source.GeneratorFunction;

/**
 * Records of a story, JSON lines: events, and operators' verbs between them.
 *
 * @param offset that of the first line
 */
record Feed(List<String> lines, long offset) implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String TOPIC = "story";
  private static final Map<String, AtomicInteger> READ = new ConcurrentHashMap<>();

  int size() {
    return lines.size();
  }

  /** The lines from one number up to another. */
  Feed part(int from, int to) {
    return new Feed(List.copyOf(lines.subList(from, to)), offset + from);
  }

  /** These lines, and then others. */
  Feed then(Feed next) {
    return new Feed(Stream.concat(lines.stream(), next.lines.stream()).toList(), offset);
  }

  /** Reads a line by its number, as a job reads a record. */
  GeneratorFunction<Long, Decoded> reading(String run, EventFields fields) {
    READ.put(run, new AtomicInteger());
    return new Reading(run, this, fields);
  }

  /** Whether a run has read all of it. */
  boolean isRead(String run) {
    return READ.get(run).get() == size();
  }

  /** The reading of lines. */
  private static final class Reading implements GeneratorFunction<Long, Decoded> {
    private static final long serialVersionUID = 1L;

    private final String run;
    private final Feed feed;
    private final EventFields fields;
    private transient Decoder events;
    private transient ControlDecoder controls;

    Reading(String run, Feed feed, EventFields fields) {
      this.run = run;
      this.feed = feed;
      this.fields = fields;
    }

    @Override
    public void open(SourceReaderContext context) {
      events = Decoder.of(fields);
      controls = new ControlDecoder(fields, TOPIC);
    }

    @Override
    public Decoded map(Long number) {
      String line = feed.lines().get(number.intValue());
      long offset = feed.offset() + number;
      Raw raw =
          new Raw(
              Bytes.utf8(line),
              Bytes.utf8("key " + offset),
              List.of(new Header("trace", Bytes.utf8("trace " + offset))),
              new Origin(TOPIC, 0, offset));
      READ.get(run).incrementAndGet();
      return line.startsWith("{\"control\"") ? controls.decode(raw, 0) : events.decode(raw, 0);
    }
  }
}
