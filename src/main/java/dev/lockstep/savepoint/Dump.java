package dev.lockstep.savepoint;

import dev.lockstep.codec.DumpLine;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.spec.EventSpec.VersionKey;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.state.Stored;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A dump that was read and looked at, sorted by key group on the disk. */
public final class Dump implements AutoCloseable {
  private final Buckets buckets;
  private final Problems problems;
  private long entities;

  private Dump(Buckets buckets, Problems problems) {
    this.buckets = buckets;
    this.problems = problems;
  }

  /**
   * Reads one; a spec whose order has no versions is a problem too.
   *
   * @param groups the number of key groups
   * @param folder where there is room for a copy
   * @param progress is told now and then how many lines are read
   */
  public static Dump read(
      DumpSource source, JobSpec spec, int groups, Path folder, LongConsumer progress)
      throws IOException {
    Dump dump = new Dump(new Buckets(folder, groups), new Problems(source.word()));
    try {
      OrderBy by = spec.order().by();
      if (by != OrderBy.VERSION && by != OrderBy.LATEST) {
        dump.problems.add("only a job that orders by version or latest can begin with a dump");
      }
      source.read(dump.new Looking(spec, progress));
      dump.findTwins();
    } catch (IOException | RuntimeException failure) {
      dump.close();
      throw failure;
    }
    return dump;
  }

  /** How many entities it has. */
  public long entities() {
    return entities;
  }

  /** The first of what is wrong with it, with the numbers of the lines. */
  public List<String> problems() {
    return problems.all();
  }

  Buckets buckets() {
    return buckets;
  }

  /** Twins are in one key group: so only the names of one are in memory at once. */
  private void findTwins() throws IOException {
    for (int group = 0; group < buckets.groups(); group++) {
      Map<String, Long> lines = new HashMap<>();
      Bucket.Cursor cursor = buckets.read(group);
      for (var entry = cursor.next(); entry != null; entry = cursor.next()) {
        Long earlier = lines.putIfAbsent(entry.entity(), entry.line());
        if (earlier != null) {
          problems.addTwin(entry.line(), entry.entity(), earlier);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    buckets.close();
  }

  /** Looks at each line and puts it where it belongs. */
  private final class Looking implements DumpSource.Reader {
    private final VersionKey key;
    private final @Nullable Set<String> stages;
    private final LongConsumer progress;

    Looking(JobSpec spec, LongConsumer progress) {
      this.key = spec.event().version();
      this.stages = Stages.of(spec);
      this.progress = progress;
    }

    @Override
    public boolean line(long number, DumpLine line) throws IOException {
      if (!fits(line.version())) {
        return wrong(number, line.version() + " is no version of this spec");
      }
      String stage = line.stage();
      if (stages != null && stage != null && !stages.contains(stage)) {
        return wrong(number, "the spec has no stage " + stage);
      }
      if (stages != null && stage == null && line.state() != null) {
        return wrong(number, "it has a state and no stage, and the spec has a lifecycle");
      }
      entities++;
      buckets.add(number, line.entity(), new Stored(Beginning.of(line), List.of()));
      progress.accept(number);
      return true;
    }

    @Override
    public void wrong(String why) {
      problems.add(why);
    }

    @Override
    public boolean wrong(long number, String why) {
      problems.add(number, why);
      return !problems.areEnough();
    }

    private boolean fits(Version version) {
      if (key.text()) {
        return version instanceof Version.Text;
      }
      return key.pointers().size() == 2
          ? version instanceof Version.Pair
          : version instanceof Version.Single;
    }
  }
}
