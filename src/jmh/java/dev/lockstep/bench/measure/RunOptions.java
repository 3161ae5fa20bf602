package dev.lockstep.bench.measure;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every benchmark that repeats its runs. */
public final class RunOptions {
  @Option(
      names = "--repetitions",
      paramLabel = "N",
      description = "How often each is measured, in turn with the others: ${DEFAULT-VALUE}.")
  private int repetitions = 3;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write what each run showed to this file.")
  private @Nullable Path json;

  /** How often each is measured. */
  public int repetitions() {
    return repetitions;
  }

  /** Writes what all runs showed, if that was asked for. */
  public void write(Runs<?, ?> runs) throws IOException {
    if (json != null) {
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), runs.all());
    }
  }
}
