package dev.lockstep.job;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SpecYaml;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.jspecify.annotations.Nullable;

/**
 * What a job on a cluster says of itself, where Flink's pages and {@code upgrade} find it: its spec
 * with every default and no secret, and the jars that it was made of.
 */
public final class JobParameters {
  private static final String SPEC = "lockstep.spec";
  private static final String JARS = "lockstep.jars";
  private static final String SHA_256 = "lockstep.jars-sha-256";

  private JobParameters() {}

  static Configuration of(JobSpec job, ReadableConfig settings) {
    List<String> jars = settings.getOptional(PipelineOptions.JARS).orElse(List.of());
    Map<String, String> parameters = new TreeMap<>();
    parameters.put(SPEC, SpecYaml.of(job));
    parameters.put(JARS, String.join(" ", jars));
    parameters.put(SHA_256, String.join(" ", jars.stream().map(JobParameters::sha256).toList()));
    Configuration configuration = new Configuration();
    configuration.set(PipelineOptions.GLOBAL_JOB_PARAMETERS, parameters);
    return configuration;
  }

  /** The spec of a job that tells these parameters; null if it is no job of Lockstep. */
  public static @Nullable String spec(Map<String, String> parameters) {
    return parameters.get(SPEC);
  }

  /** The jars of a job that tells these parameters, those that are still what they were. */
  public static List<Path> jars(Map<String, String> parameters) {
    String[] jars = parameters.getOrDefault(JARS, "").split(" ", -1);
    String[] digests = parameters.getOrDefault(SHA_256, "").split(" ", -1);
    List<Path> same = new ArrayList<>();
    for (int i = 0; i < Math.min(jars.length, digests.length); i++) {
      String digest = digests[i];
      local(jars[i]).filter(jar -> sha256(jar).equals(digest)).ifPresent(same::add);
    }
    return same;
  }

  /** How many jars a job that tells these parameters was made of. */
  public static int numberOfJars(Map<String, String> parameters) {
    return parameters.getOrDefault(JARS, "").split(" ", -1).length;
  }

  /** A jar that the cluster fetches by itself is not read here. */
  private static String sha256(String jar) {
    return local(jar).map(JobParameters::sha256).orElse("-");
  }

  private static Optional<Path> local(String jar) {
    return jar.startsWith("file:")
        ? Optional.of(Path.of(URI.create(jar))).filter(Files::isRegularFile)
        : Optional.empty();
  }

  private static String sha256(Path jar) {
    try (InputStream in = Files.newInputStream(jar)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      try (DigestInputStream all = new DigestInputStream(in, digest)) {
        all.transferTo(OutputStream.nullOutputStream());
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
