package dev.lockstep.replay;

import dev.lockstep.connect.LineFile;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files that a run has read, by name and line. */
public final class FileOriginals implements Originals {
  private final Map<Origin, Raw> lines = new HashMap<>();

  private FileOriginals() {}

  /** Reads the lines of letters that are not whole. */
  public static FileOriginals of(List<Path> files, List<Filed> letters) throws IOException {
    Set<Origin> wanted =
        letters.stream()
            .filter(each -> !each.content().isWhole())
            .map(Filed::origin)
            .collect(Collectors.toSet());
    FileOriginals originals = new FileOriginals();
    for (Path file : files) {
      LineFile.read(
          file,
          line -> {
            if (wanted.contains(line.origin())) {
              originals.lines.put(line.origin(), line);
            }
          });
    }
    return originals;
  }

  @Override
  public @Nullable Raw of(DeadLetter letter) {
    return lines.get(letter.raw().origin());
  }
}
