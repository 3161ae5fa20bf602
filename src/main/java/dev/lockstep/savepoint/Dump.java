package dev.lockstep.savepoint;

import dev.lockstep.codec.DumpLine;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.spec.EventSpec.VersionKey;
import dev.lockstep.spec.JobSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A dump, looked at before anything is made of it.
 *
 * @param entities how many lines it has
 * @param problems the first of what is wrong with it, with the numbers of the lines
 */
public record Dump(long entities, List<String> problems) {
  /** So many are known to go through; of three times as many Flink's writer did not come back. */
  private static final long ENTITIES_AT_MOST = 100_000;

  private static final int PROBLEMS_AT_MOST = 20;

  public Dump {
    problems = List.copyOf(problems);
  }

  /** Reads all lines; a spec whose order has no versions is a problem too. */
  public static Dump look(Path file, JobSpec spec) throws IOException {
    List<String> problems = new ArrayList<>();
    OrderBy by = spec.order().by();
    if (by != OrderBy.VERSION && by != OrderBy.LATEST) {
      problems.add("only a job that orders by version or latest can begin with a dump");
    }
    long number = 0;
    long entities = 0;
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          entities++;
          look(line, number, spec, problems);
        }
      }
    }
    if (entities > ENTITIES_AT_MOST) {
      problems.add(
          "it has " + entities + " entities; this version takes " + ENTITIES_AT_MOST + " at most");
    }
    return new Dump(entities, problems);
  }

  private static void look(String text, long number, JobSpec spec, List<String> problems) {
    if (problems.size() >= PROBLEMS_AT_MOST) {
      return;
    }
    try {
      DumpLine line = DumpLine.of(text);
      if (!fits(line.version(), spec.event().version())) {
        problems.add("line " + number + ": " + line.version() + " is no version of this spec");
      }
    } catch (IOException wrong) {
      problems.add("line " + number + ": " + wrong.getMessage());
    }
  }

  private static boolean fits(Version version, VersionKey key) {
    if (key.text()) {
      return version instanceof Version.Text;
    }
    return key.pointers().size() == 2
        ? version instanceof Version.Pair
        : version instanceof Version.Single;
  }
}
