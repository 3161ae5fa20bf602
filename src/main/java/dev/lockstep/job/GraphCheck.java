package dev.lockstep.job;

import dev.lockstep.connect.Finding;
import dev.lockstep.spec.Severity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.runtime.kryo.KryoSerializer;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.jspecify.annotations.Nullable;

/** Whether a job can be found again in its savepoints: one uid for each operator, and no Kryo. */
final class GraphCheck {
  private GraphCheck() {}

  static List<Finding> of(StreamGraph graph) {
    List<Finding> findings = new ArrayList<>();
    Set<String> uids = new HashSet<>();
    for (StreamNode node : graph.getStreamNodes()) {
      @Nullable String uid = node.getTransformationUID();
      if (uid == null) {
        findings.add(defect("the operator " + node.getOperatorName() + " has no uid"));
      } else if (!uids.add(uid)) {
        findings.add(defect("two operators have the uid " + uid));
      }
      if (serializers(node).anyMatch(KryoSerializer.class::isInstance)) {
        findings.add(defect("the operator " + node.getOperatorName() + " would use Kryo"));
      }
    }
    return findings;
  }

  private static Stream<@Nullable TypeSerializer<?>> serializers(StreamNode node) {
    return Stream.concat(
        Stream.of(node.getTypeSerializersIn()),
        Stream.of(node.getTypeSerializerOut(), node.getStateKeySerializer()));
  }

  private static Finding defect(String message) {
    return new Finding(
        Severity.ERROR,
        message + ": its state would be lost at the next upgrade",
        "this is a defect of this build: run a released one");
  }
}
