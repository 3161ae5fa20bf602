package dev.lockstep.replay;

import dev.lockstep.deadletter.DeadLetter;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Raw;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file of records, one a line, for {@code run --input}. It is there when it is complete. */
public final class FileDestination implements Destination, AutoCloseable {
  private final Path file;
  private final Path unfinished;
  private final OutputStream out;

  /** Begins a file, which replaces one that is there. */
  public FileDestination(Path file) throws IOException {
    this.file = file;
    this.unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
    this.out = new BufferedOutputStream(Files.newOutputStream(unfinished));
  }

  @Override
  public boolean send(Raw outgoing, DeadLetter letter) throws IOException {
    Bytes value = outgoing.value();
    if (value == null || value.length() == 0 || hasLineBreak(value)) {
      return false;
    }
    out.write(value.array(), value.offset(), value.length());
    out.write('\n');
    return true;
  }

  private static boolean hasLineBreak(Bytes value) {
    for (int i = value.offset(); i < value.offset() + value.length(); i++) {
      if (value.array()[i] == '\n') {
        return true;
      }
    }
    return false;
  }

  @Override
  public void commit(Progress progress) throws IOException {
    out.flush();
    if (!progress.isOpen()) {
      out.close();
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(unfinished);
  }
}
