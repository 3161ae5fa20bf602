package dev.lockstep.connect;

import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import dev.lockstep.spec.SourceSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AclOperation;
import org.jspecify.annotations.Nullable;

/**
 * Whether dead letters may be read, and sent back to where they came from.
 *
 * @param name of the replay's group and transactions; null when it only looks
 */
record ReplayCheck(
    SourceSpec.Kafka source, KafkaTopic letters, @Nullable String name, List<Finding> findings) {

  void letters(Admin admin) throws ExecutionException, InterruptedException {
    Map<String, Set<AclOperation>> needed = Map.of(letters.topic(), Set.of(AclOperation.READ));
    new TopicCheck(admin, needed, "check `outputs.dead-letters`: the job writes there", findings)
        .run();
  }

  void source(Admin admin) throws ExecutionException, InterruptedException {
    Map<String, Set<AclOperation>> needed = new LinkedHashMap<>();
    for (String topic : source.topics()) {
      needed.put(
          topic,
          name == null ? Set.of(AclOperation.READ) : Set.of(AclOperation.READ, AclOperation.WRITE));
    }
    new TopicCheck(admin, needed, "check `source.kafka.topics`", findings).run();
    if (name != null) {
      ClientCheck.mayUseGroup(admin, name, findings);
      ClientCheck.mayCommit(admin, name, findings);
    }
  }
}
