package dev.lockstep.cli.explain;

import dev.lockstep.cli.explain.Chapter.Draft;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.spec.EventSpec;
import dev.lockstep.spec.EventSpec.ConstantEntity;
import dev.lockstep.spec.EventSpec.EntityKey;
import dev.lockstep.spec.EventSpec.EntityPointers;
import dev.lockstep.spec.JobSpec;
import dev.lockstep.spec.SourceSpec.Format;
import dev.lockstep.spec.SourceSpec.Kafka;
import dev.lockstep.spec.SourceSpec.StartFrom;
import java.util.List;

/** What is read, and where a record says what. */
final class EventChapter {
  private static final String RECORD_TIME = "the time that the record was stamped with";

  private EventChapter() {}

  static Chapter of(JobSpec spec) {
    EventSpec event = spec.event();
    OrderBy by = spec.order().by();
    boolean versioned = by == OrderBy.VERSION || by == OrderBy.LATEST;
    Draft draft = new Draft().say("from", source(spec));
    draft.say("as", format(spec.source().format()));
    draft.say("entity", entity(event.entity()));
    if (versioned) {
      draft.say("version", version(event));
    }
    draft.say("id", Words.field(event.id(), "none: the version stands for it"));
    draft.say("type", Words.field(event.type(), "none: all events are of one type"));
    draft.say("time", time(spec));
    if (by == OrderBy.TIME && !event.rank().isEmpty()) {
      draft.say(
          "rank", "at " + Words.list(event.rank()) + ", compared in turn when times are equal");
    }
    draft.say("delete", Words.field(event.delete(), "none: no event ends its entity"));
    draft.say("data", Words.field(event.data(), "the whole value"));
    draft.say("lanes", lanes(spec));
    return draft.titled("What is read");
  }

  private static String time(JobSpec spec) {
    String time = Words.field(spec.event().time(), "none: " + RECORD_TIME);
    return spec.timeIsOptional() ? time + "; in an event that has none, " + RECORD_TIME : time;
  }

  private static String format(Format format) {
    return switch (format) {
      case JSON -> "JSON, one value a record";
      case CLOUDEVENTS -> "CloudEvents 1.0 with JSON data, structured or binary";
    };
  }

  private static String source(JobSpec spec) {
    Kafka kafka = spec.source().kafka();
    List<String> besideValue = spec.event().besideValue();
    if (kafka == null && !besideValue.isEmpty()) {
      return "Kafka, topics not named yet; files have neither headers nor keys";
    }
    return kafka == null
        ? "the files given to `run --input`, as JSON lines"
        : "Kafka, topic "
            + Words.list(kafka.topics())
            + " on "
            + kafka.bootstrapServers()
            + ", as consumer group "
            + kafka.groupId()
            + ", beginning "
            + start(kafka.startFrom())
            + (besideValue.isEmpty() ? "; or the files given to `run --input`" : "");
  }

  private static String start(StartFrom start) {
    return switch (start.kind()) {
      case EARLIEST -> "with the first record";
      case LATEST -> "with what comes after the start";
      case COMMITTED -> "where the group left off";
      case TIMESTAMP -> "with the first record at or after " + start.instant();
    };
  }

  private static String entity(EntityKey entity) {
    if (entity instanceof ConstantEntity constant) {
      return "always `"
          + constant.id()
          + "`: one global order, at parallelism one; that is the price of it";
    }
    if (entity instanceof EntityPointers at) {
      return Words.fields(at.pointers())
          + "; each entity has its own order, and all of them go on in parallel";
    }
    throw new AssertionError(entity);
  }

  private static String version(EventSpec event) {
    List<String> pointers = event.version().pointers();
    if (event.version().text()) {
      return "the text " + Words.fields(pointers) + ", compared byte by byte";
    }
    return pointers.size() == 2
        ? "the pair " + Words.fields(pointers) + ", compared part by part"
        : Words.fields(pointers);
  }

  private static String lanes(JobSpec spec) {
    return spec.analyticsTypes().isEmpty()
        ? "all events are critical: ordered, keyed, applied"
        : "events of type "
            + Words.sorted(spec.analyticsTypes())
            + " are analytics: handed on at once, in no order; all others are critical";
  }
}
