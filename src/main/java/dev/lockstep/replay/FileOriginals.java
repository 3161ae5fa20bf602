package dev.lockstep.replay;

import dev.lockstep.codec.Decoder;
import dev.lockstep.connect.LineFile;
import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The files that a run has read, by name and line. */
public final class FileOriginals implements Originals {
  private final Map<Origin, Raw> lines = new HashMap<>();

  private final Set<String> names = new HashSet<>();
  private final Decoder decoder;

  private FileOriginals(Decoder decoder) {
    this.decoder = decoder;
  }

  /**
   * Reads the lines of letters that are not whole.
   *
   * @param decoder reads events as the run does
   */
  public static FileOriginals of(List<Path> files, List<Filed> letters, Decoder decoder)
      throws IOException {
    Set<Origin> wanted =
        letters.stream()
            .filter(each -> !each.content().isWhole())
            .map(Filed::origin)
            .collect(Collectors.toSet());
    FileOriginals originals = new FileOriginals(decoder);
    for (Path file : files) {
      originals.names.add(String.valueOf(file.getFileName()));
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
    Raw line = lines.get(letter.raw().origin());
    return line != null && Originals.isOf(letter, decoder.decode(line, 0)) ? line : null;
  }

  @Override
  public LeftOut missing(DeadLetter letter) {
    return names.contains(letter.raw().origin().topic()) ? LeftOut.GONE : LeftOut.NO_SOURCE;
  }
}
