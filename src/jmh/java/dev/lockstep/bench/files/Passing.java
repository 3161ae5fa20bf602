package dev.lockstep.bench.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Files being gone through.
 *
 * @param kind what is done with each line
 * @param spec of the job
 * @param inputs the files, read in this order
 * @param parallelism of the keyed operator; files are read by one
 */
record Passing(Kind kind, Path spec, List<Path> inputs, int parallelism) {
  Passing {
    inputs = List.copyOf(inputs);
  }

  /** What is done with each line. */
  enum Kind {
    DECODE("decoding alone"),
    RUN("lockstep run");

    private final String about;

    Kind(String about) {
      this.about = about;
    }

    String about() {
      return about;
    }
  }

  /** As arguments for another process. */
  List<String> arguments() {
    List<String> arguments =
        new ArrayList<>(List.of(kind.name(), spec.toString(), Integer.toString(parallelism)));
    inputs.forEach(input -> arguments.add(input.toString()));
    return arguments;
  }

  static Passing ofArguments(String[] arguments) {
    List<Path> inputs = new ArrayList<>();
    for (int i = 3; i < arguments.length; i++) {
      inputs.add(Path.of(arguments[i]));
    }
    return new Passing(
        Kind.valueOf(arguments[0]), Path.of(arguments[1]), inputs, Integer.parseInt(arguments[2]));
  }
}
