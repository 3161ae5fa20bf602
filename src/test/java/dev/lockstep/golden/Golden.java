package dev.lockstep.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.spec.FlinkSpec.Backend;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A job's savepoint with the records that follow, and all that has to come out then. */
record Golden(Path folder) {
  static final Path ALL = Path.of("savepoints");

  /** Every one there is: each release leaves one of each story. */
  static List<Golden> all() throws IOException {
    List<Golden> all = new ArrayList<>();
    for (Path release : folders(ALL)) {
      folders(release).forEach(story -> all.add(new Golden(story)));
    }
    return all;
  }

  static List<Path> folders(Path parent) throws IOException {
    try (Stream<Path> children = Files.list(parent)) {
      return children.filter(Files::isDirectory).sorted().toList();
    }
  }

  String release() {
    return folder.getParent().getFileName().toString();
  }

  String story() {
    return folder.getFileName().toString();
  }

  /** The backend that it was made on. */
  Backend madeOn() {
    return release().endsWith("-heap") ? Backend.HEAP : Backend.ROCKSDB;
  }

  Path savepoint() {
    return folder.resolve("savepoint");
  }

  String pointer() {
    return savepoint().toAbsolutePath().toUri().toString();
  }

  JobSpec spec(String... overrides) throws IOException {
    String yaml = Files.readString(folder.resolve("spec.yaml"));
    SpecParser.Parsed parsed = SpecParser.parse(yaml, List.of(overrides), Map.of());
    assertThat(parsed.spec()).as(parsed.problems().toString()).isNotNull();
    return parsed.spec();
  }

  /** The records that came before the savepoint. */
  Feed before() throws IOException {
    return new Feed(lines("before.jsonl"), 0);
  }

  /** The records that come after it. */
  Feed after() throws IOException {
    return new Feed(lines("after.jsonl"), lines("before.jsonl").size());
  }

  /** What comes out after it, by output and entity, each in its order. */
  List<String> expected() throws IOException {
    return lines("expected.txt");
  }

  private List<String> lines(String file) throws IOException {
    return Files.readAllLines(folder.resolve(file));
  }

  /** For the names of tests. */
  @Override
  public String toString() {
    return release() + " " + story();
  }
}
