package dev.lockstep.connect;

import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.SourceSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;

/**
 * Looks at a job's environment before the job starts: what would end in a loop of restarts is said
 * at once, each with its remedy.
 */
public final class Preflight {
  private Preflight() {}

  /** All that was found, cluster by cluster; without an error the job can start. */
  public static List<Finding> check(JobSpec job) throws InterruptedException {
    return check(job, false, Map.of());
  }

  /** Makes the topics that are missing, then looks at all. */
  public static List<Finding> createTopicsAndCheck(JobSpec job) throws InterruptedException {
    return check(job, true, Map.of());
  }

  /**
   * All that was found, for a job that goes on from state.
   *
   * @param create whether missing topics are made first
   * @param began over how many partitions entities are spread, by topic, as the state has it
   */
  public static List<Finding> check(JobSpec job, boolean create, Map<String, Integer> began)
      throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    for (KafkaCluster cluster : KafkaCluster.of(job)) {
      ask(
          cluster,
          findings,
          admin -> {
            if (create) {
              findings.addAll(new MissingTopics(admin, cluster).create());
            }
            look(job, cluster, admin, began, findings);
          });
    }
    return findings;
  }

  /**
   * All that was found, for a replay of dead letters to the source topics.
   *
   * @param letters where the letters are
   * @param name of the replay's group and transactions; null when it only looks
   */
  public static List<Finding> checkReplay(
      SourceSpec.Kafka source, KafkaTopic letters, @Nullable String name)
      throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    ReplayCheck check = new ReplayCheck(source, letters, name, findings);
    KafkaCluster from = KafkaCluster.of(letters.bootstrapServers(), letters.properties());
    ask(from, findings, check::letters);
    KafkaCluster to = KafkaCluster.of(source.bootstrapServers(), source.properties());
    ask(to, findings, check::source);
    return findings;
  }

  /** A question to a broker. */
  @FunctionalInterface
  private interface Question {
    void put(Admin admin) throws ExecutionException, InterruptedException;
  }

  private static void ask(KafkaCluster cluster, List<Finding> findings, Question question)
      throws InterruptedException {
    try (Admin admin = cluster.connect()) {
      admin.describeCluster().nodes().get();
      question.put(admin);
    } catch (ExecutionException failure) {
      findings.add(unreachable(cluster, failure));
    } catch (KafkaException failure) {
      findings.add(unusable(cluster, failure));
    }
  }

  private static void look(
      JobSpec job,
      KafkaCluster cluster,
      Admin admin,
      Map<String, Integer> began,
      List<Finding> findings)
      throws ExecutionException, InterruptedException {
    new ClientSettings(job, cluster, findings).run();
    TopicCheck topics = TopicCheck.ofRun(admin, cluster, findings);
    Map<String, TopicDescription> found = topics.run();
    new PartitionCheck(cluster, began, findings).run(found);
    Optional<TopicSettings> settings = TopicSettings.of(admin, found.keySet());
    if (settings.isPresent()) {
      new RetentionCheck(job, settings.get(), cluster, findings).run();
      new SizeCheck(job, settings.get(), cluster, findings).run();
    } else {
      findings.add(
          Finding.warning(
              "the job's user may not see the topics' settings: retention and sizes are not checked",
              "allow the operation DescribeConfigs on them"));
    }
    new ClientCheck(job, admin, cluster, findings).run();
  }

  private static Finding unusable(KafkaCluster cluster, KafkaException failure) {
    return Finding.error(
        "the Kafka client for " + cluster.servers() + " cannot be made: " + causesOf(failure),
        "check bootstrap-servers, and ssl.* and sasl.* in the properties");
  }

  /** What lies below a failure: each cause that says more than the one above. */
  private static String causesOf(Throwable failure) {
    List<String> told = new ArrayList<>();
    for (Throwable each = failure.getCause(); each != null; each = each.getCause()) {
      Throwable below = each.getCause();
      String message = each.getMessage();
      if (message != null && (below == null || !message.equals(below.toString()))) {
        told.add(message);
      }
    }
    return told.isEmpty() ? String.valueOf(failure.getMessage()) : String.join(": ", told);
  }

  /** What is at the bottom of a failure: its message, or what it is if it has none. */
  private static String rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.toString() : root.getMessage();
  }

  private static Finding unreachable(KafkaCluster cluster, ExecutionException failure) {
    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
    if (cause instanceof SslAuthenticationException) {
      return Finding.error(
          "the TLS handshake with " + cluster.servers() + " failed: " + rootOf(cause),
          "check ssl.truststore.* and ssl.keystore.* in the properties");
    }
    if (cause instanceof AuthenticationException) {
      return Finding.error(
          cluster.servers() + " refuses the login: " + cause.getMessage(),
          "check sasl.mechanism and sasl.jaas.config in the properties");
    }
    return Finding.error(
        "no broker answers at " + cluster.servers() + ": " + rootOf(cause),
        "is it running? Check bootstrap-servers, and security.protocol in the properties");
  }
}
