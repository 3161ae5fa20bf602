package dev.lockstep.cli;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.Severity;
import dev.lockstep.spec.SpecParser;
import dev.lockstep.spec.SpecParser.Parsed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * A spec's file, read.
 *
 * @param name as the user called it
 * @param lines its text, to show where a problem is
 * @param parsed what it says
 */
record SpecFile(String name, List<String> lines, Parsed parsed) {
  private static final long BYTES_AT_MOST = 4 << 20;

  /** Reads a file; a file that cannot be read fails the command, what it says does not. */
  static SpecFile read(Path file, List<String> overrides) {
    String text = textOf(file);
    Parsed parsed = SpecParser.parse(text, overrides, System.getenv());
    return new SpecFile(file.toString(), List.of(text.split("\\R", -1)), parsed);
  }

  /**
   * The job; warnings are told on the way, errors are told and fail the command.
   *
   * @param err where problems are told
   */
  JobSpec job(PrintWriter err) {
    new ProblemReport(this).print(err, Severity.WARNING);
    JobSpec spec = parsed.spec();
    if (spec == null) {
      throw CommandFailure.usage(name + " has errors: see above");
    }
    return spec;
  }

  private static String textOf(Path file) {
    try {
      if (Files.isDirectory(file)) {
        throw unreadable(file, "it is a folder");
      }
      if (Files.size(file) > BYTES_AT_MOST) {
        throw unreadable(file, "it is too large for a spec");
      }
      ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file));
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    } catch (NoSuchFileException e) {
      throw unreadable(file, "there is no such file");
    } catch (AccessDeniedException e) {
      throw unreadable(file, "permission denied");
    } catch (CharacterCodingException e) {
      throw unreadable(file, "it is not UTF-8 text");
    } catch (IOException e) {
      throw unreadable(file, e.toString());
    }
  }

  private static CommandFailure unreadable(Path file, String why) {
    return CommandFailure.usage("cannot read " + file + ": " + why);
  }
}
