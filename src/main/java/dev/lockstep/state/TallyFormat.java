package dev.lockstep.state;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** How tallies are written: by name, so that counts can be added and dropped. */
final class TallyFormat {
  private TallyFormat() {}

  static void write(Tally tally, FrameWriter out) {
    Map<String, Long> sorted = new TreeMap<>(tally.counts());
    Fields.writeCount(sorted.size(), out);
    for (Map.Entry<String, Long> count : sorted.entrySet()) {
      Fields.writeText(count.getKey(), out);
      out.writeLong(count.getValue());
    }
  }

  static Tally read(FrameReader in) throws IOException {
    Map<String, Long> counts = new TreeMap<>();
    int size = Fields.readSize(in);
    for (int i = 0; i < size; i++) {
      counts.put(Fields.readText(in), in.readLong());
    }
    return new Tally(counts);
  }
}
