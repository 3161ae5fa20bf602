package dev.lockstep.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions this build was made of, from a resource that the build fills in. */
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    Properties built = read();
    return new String[] {
      "lockstep " + built.getProperty("lockstep") + " (Flink " + built.getProperty("flink") + ")"
    };
  }

  /** The version of Lockstep alone. */
  static String number() {
    return read().getProperty("lockstep");
  }

  private static Properties read() {
    Properties built = new Properties();
    try (InputStream resource = Version.class.getResourceAsStream("version.properties")) {
      built.load(Objects.requireNonNull(resource, "version.properties is part of the build"));
      return built;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
