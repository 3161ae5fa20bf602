package dev.lockstep.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The entry of a process that must not outlive the one that started it: it ends as soon as nobody
 * holds the other end of its input, however that came about.
 *
 * <p>It runs on the class path of a Flink cluster, where nothing else of Lockstep is.
 */
public final class EndsWithParent {
  /** Names a folder that nobody is left to remove when the parent is gone. */
  static final String FOLDER = "lockstep.cluster.folder";

  private static final int STATUS = 1;

  private EndsWithParent() {}

  /**
   * Runs another entry.
   *
   * @param args its class, then its own arguments
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    Thread watch = new Thread(EndsWithParent::watch, "ends-with-parent");
    watch.setDaemon(true);
    watch.start();
    String[] rest = Arrays.copyOfRange(args, 1, args.length);
    Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object) rest);
  }

  private static void watch() {
    try {
      while (System.in.read() >= 0) {
        // the parent has nothing to say, it only is there
      }
    } catch (IOException gone) {
      // the same as its end
    }
    String folder = System.getProperty(FOLDER, "");
    if (!folder.isEmpty()) {
      delete(Path.of(folder));
    }
    Runtime.getRuntime().halt(STATUS);
  }

  /** What another process deletes at the same time, or still writes, is left to it. */
  private static void delete(Path folder) {
    List<Path> paths;
    try (Stream<Path> found = Files.walk(folder)) {
      paths = found.sorted(Comparator.reverseOrder()).toList();
    } catch (IOException | RuntimeException deleted) {
      return;
    }
    for (Path path : paths) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException inUse) {
        // the other process's last file
      }
    }
  }
}
