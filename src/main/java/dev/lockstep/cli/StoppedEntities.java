package dev.lockstep.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lockstep.connect.TopicRecords;
import dev.lockstep.spec.OutputsSpec.KafkaTopic;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The entities that are quarantined now, from the notices about them: the last one counts. */
final class StoppedEntities {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Map<String, StoppedEntity> stopped = new LinkedHashMap<>();
  private long foreign;

  /** Those of a job between topics. */
  static StoppedEntities of(KafkaTopic topic) {
    StoppedEntities quarantines = new StoppedEntities();
    try (TopicRecords records = OperatorTopics.open(topic)) {
      records.all(
          message -> {
            if (message.value() != null) {
              quarantines.take(new String(message.value(), StandardCharsets.UTF_8));
            } else if (message.key() != null) {
              quarantines.stopped.remove(new String(message.key(), StandardCharsets.UTF_8));
            }
          });
    }
    return quarantines;
  }

  /** Those of a run on files. */
  static StoppedEntities of(Path folder) throws IOException {
    StoppedEntities quarantines = new StoppedEntities();
    for (String line : Files.readAllLines(folder.resolve("quarantine.jsonl"))) {
      quarantines.take(line);
    }
    return quarantines;
  }

  private void take(String line) {
    JsonNode notice;
    try {
      notice = JSON.readTree(line);
    } catch (IOException unreadable) {
      foreign++;
      return;
    }
    if (!notice.path("entity").isTextual() || !notice.path("quarantined").isBoolean()) {
      foreign++;
      return;
    }
    stopped.remove(notice.path("entity").asText());
    if (notice.path("quarantined").asBoolean()) {
      stopped.put(notice.path("entity").asText(), StoppedEntity.of(notice));
    }
  }

  /** Oldest first. */
  List<StoppedEntity> list() {
    return stopped.values().stream()
        .sorted(Comparator.comparingLong(StoppedEntity::sinceMillis))
        .toList();
  }

  /** Records that are no notices. */
  long foreign() {
    return foreign;
  }
}
