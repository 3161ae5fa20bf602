package dev.lockstep.cli;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Problem;
import dev.lockstep.spec.SpecParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reads the spec that a command is given. */
final class SpecFile {
  private SpecFile() {}

  static JobSpec read(Path file, List<String> overrides, PrintWriter err) throws IOException {
    SpecParser.Parsed parsed = SpecParser.parse(Files.readString(file), overrides, System.getenv());
    for (Problem problem : parsed.problems()) {
      err.println(problem);
    }
    JobSpec spec = parsed.spec();
    if (spec == null) {
      throw CommandFailure.usage(file + " has errors");
    }
    return spec;
  }
}
