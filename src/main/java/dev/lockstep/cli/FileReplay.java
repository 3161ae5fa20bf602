package dev.lockstep.cli;

import dev.lockstep.codec.Decoder;
import dev.lockstep.connect.LineFile;
import dev.lockstep.replay.FileDestination;
import dev.lockstep.replay.FileOriginals;
import dev.lockstep.replay.Letters;
import dev.lockstep.replay.Pace;
import dev.lockstep.replay.Plan;
import dev.lockstep.replay.Progress;
import dev.lockstep.replay.Replay;
import dev.lockstep.replay.Selection;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A replay of the dead letters of a run on files: into a file of the original records.
 *
 * @param input the dead letters
 * @param output where the records go, null when nothing is sent
 * @param sources what the run has read
 * @param decoder reads events as the run does
 */
record FileReplay(
    Path input,
    @Nullable Path output,
    List<Path> sources,
    Decoder decoder,
    Selection selection,
    ReplayPage page) {

  int run(boolean dryRun) throws IOException, InterruptedException {
    Letters letters = new Letters();
    LineFile.read(input, letters::add);
    Plan plan = Plan.of(selection, letters.found(), null, null, Progress.none());
    page.found(input.toString(), letters, plan);
    if (dryRun) {
      return page.forecast();
    }
    Progress begun = Progress.none().begin("", Map.of(0, Long.MAX_VALUE));
    try (FileDestination records = new FileDestination(Objects.requireNonNull(output))) {
      Replay replay =
          new Replay(
              FileOriginals.of(sources, plan.letters(), decoder),
              records,
              Pace.unlimited(),
              sent -> {});
      return page.summary(replay.run(plan, begun));
    }
  }
}
