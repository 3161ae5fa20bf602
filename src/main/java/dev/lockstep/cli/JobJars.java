package dev.lockstep.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;

/**
 * The jars that a job on a cluster is made of.
 *
 * @param job Lockstep's cluster jar
 * @param classes jars with the user's classes
 */
record JobJars(Path job, List<Path> classes) {
  private static final String ENTRY = "dev/lockstep/job/LockstepJob.class";

  JobJars {
    classes = List.copyOf(classes);
  }

  /**
   * Takes the job's jar out of those that were given.
   *
   * @param option by which they were given
   * @param given in any order; without a build of Lockstep among them, it is the one of this build
   */
  static JobJars of(String option, List<Path> given) {
    List<Path> builds = given.stream().filter(jar -> isLockstep(option, jar)).toList();
    if (builds.size() > 1) {
      throw CommandFailure.usage(
          option + " " + builds.get(1) + ": there can be one build of Lockstep");
    }
    return new JobJars(
        builds.isEmpty() ? ofThisBuild() : builds.get(0),
        given.stream().filter(jar -> !builds.contains(jar)).toList());
  }

  private static boolean isLockstep(String option, Path jar) {
    if (!Files.isRegularFile(jar)) {
      throw CommandFailure.usage(option + " " + jar + ": there is no such file");
    }
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      return zip.getEntry(ENTRY) != null;
    } catch (IOException broken) {
      throw CommandFailure.usage(option + " " + jar + ": it is no jar");
    }
  }

  /** Where the build puts it; {@code lockstep.jar} names another place. */
  private static Path ofThisBuild() {
    String home = System.getProperty("lockstep.home", "");
    String name = "lockstep-" + Version.number() + ".jar";
    Path jar =
        Path.of(
            System.getProperty("lockstep.jar", Path.of(home, "target").resolve(name).toString()));
    if (!Files.isRegularFile(jar)) {
      throw CommandFailure.environment(
          "there is no cluster jar " + jar + ": build it with mvn package, or give --jar");
    }
    return jar;
  }
}
