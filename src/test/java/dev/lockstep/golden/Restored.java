package dev.lockstep.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.golden.GoldenJob.Stopped;
import dev.lockstep.spec.FlinkSpec.Backend;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.runtime.minicluster.MiniCluster;

/**
 * A golden savepoint that goes on: on four subtasks, and from their savepoint on two of the other
 * backend.
 */
record Restored(Golden golden, MiniCluster cluster, Path folder) {
  static final int MOST_SUBTASKS = 4;

  /**
   * All that comes out.
   *
   * @param first the backend that it goes on on
   * @param records how many it gets there, before it is stopped again
   */
  List<String> on(Backend first, int records) throws Exception {
    Feed after = golden.after();
    List<String> expected = golden.expected();
    Stopped some =
        new GoldenJob(cluster, golden.spec(), first, MOST_SUBTASKS)
            .run(after.part(0, records), golden.pointer(), folder, lines -> {});
    Stopped rest =
        new GoldenJob(cluster, golden.spec(), other(first), 2)
            .run(
                after.part(records, after.size()),
                some.savepoint(),
                folder,
                lines -> assertThat(Story.joined(some.lines(), lines)).isEqualTo(expected));
    return Story.joined(some.lines(), rest.lines());
  }

  static Backend other(Backend backend) {
    return switch (backend) {
      case HEAP -> Backend.ROCKSDB;
      case ROCKSDB -> Backend.HEAP;
    };
  }
}
