package dev.lockstep.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A job spec that lies beside a class. */
public final class SpecResource {
  private SpecResource() {}

  /** Reads a spec; it must be without errors. */
  public static JobSpec read(Class<?> beside, String name, Map<String, String> variables) {
    try (InputStream text = beside.getResourceAsStream(name)) {
      byte[] bytes = Objects.requireNonNull(text, name).readAllBytes();
      var parsed = SpecParser.parse(new String(bytes, UTF_8), List.of(), variables);
      return Objects.requireNonNull(parsed.spec(), () -> name + ": " + parsed.problems());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
