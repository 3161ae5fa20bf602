package dev.lockstep.state;

import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;

/** How identities are written: by name, so that facts can be added and dropped. */
final class IdentityFormat {
  private IdentityFormat() {}

  static void write(JobIdentity identity, FrameWriter out) {
    Map<String, String> sorted = new TreeMap<>(identity.facts());
    Fields.writeCount(sorted.size(), out);
    for (Map.Entry<String, String> fact : sorted.entrySet()) {
      Fields.writeText(fact.getKey(), out);
      Fields.writeText(fact.getValue(), out);
    }
  }

  static JobIdentity read(FrameReader in) throws IOException {
    Map<String, String> facts = new TreeMap<>();
    int size = Fields.readSize(in);
    for (int i = 0; i < size; i++) {
      facts.put(Fields.readText(in), Fields.readText(in));
    }
    return new JobIdentity(facts);
  }
}
