package dev.lockstep.spec;

import dev.lockstep.spec.SpecNode.Mapping;
import dev.lockstep.spec.SpecNode.Scalar;
import dev.lockstep.spec.SpecNode.Sequence;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.DocumentStartEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingEndEvent;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceEndEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;

/**
 * Reads YAML text into a positioned tree, from the parser's events: objects are never built, and
 * what aliases unfold to is counted before it can grow.
 */
final class TreeParser {
  private static final int TEXT_AT_MOST = 1 << 20;
  private static final int NODES_AT_MOST = 20_000;
  private static final int DEPTH_AT_MOST = 30;

  static final String FIRST_LINES = "it begins with `lockstep: 1` and `name: ...`";

  private final Iterator<Event> events;
  private final int[] text;
  private final Function<Mark, Position> positions;
  private final Problems problems;
  private final Map<String, SpecNode> anchors = new HashMap<>();
  private int nodes;
  private int depth;

  private TreeParser(String text, Function<Mark, Position> positions, Problems found) {
    this.events = new Yaml().parse(new StringReader(text)).iterator();
    this.text = text.codePoints().toArray();
    this.positions = positions;
    this.problems = found;
  }

  /** The tree of a file's text. */
  static SpecNode ofFile(String text, Problems problems) {
    return parse(text, mark -> Position.inFile(mark.getLine() + 1, mark.getColumn() + 1), problems);
  }

  /** The tree of a value given on the command line. */
  static SpecNode ofOption(String text, Position option, Problems problems) {
    return text.isBlank() ? new Scalar(option, "", true) : parse(text, mark -> option, problems);
  }

  private static SpecNode parse(String text, Function<Mark, Position> positions, Problems found) {
    String readable = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (readable.length() > TEXT_AT_MOST) {
      String message = "the spec is larger than " + TEXT_AT_MOST / 1024 + " KiB";
      throw new UnreadableSpec(Position.START, message, "is this the right file?");
    }
    try {
      return new TreeParser(readable, positions, found).document();
    } catch (YAMLException broken) {
      throw YamlFault.of(broken, readable, positions);
    }
  }

  private SpecNode document() {
    events.next();
    if (!(events.next() instanceof DocumentStartEvent)) {
      throw new UnreadableSpec(Position.START, "the spec is empty", FIRST_LINES);
    }
    SpecNode root = node(events.next(), "");
    events.next();
    if (events.next() instanceof DocumentStartEvent second) {
      problems.error(
          at(second), "", "a second document begins here", "one file holds one job: remove `---`");
    }
    return root;
  }

  private SpecNode node(Event event, String path) {
    if (depth > DEPTH_AT_MOST) {
      throw new UnreadableSpec(at(event), "nested too deeply", "a spec has no such place");
    }
    SpecNode node = unfold(event, path);
    nodes += event instanceof AliasEvent ? node.weight() : 1;
    if (nodes > NODES_AT_MOST) {
      String message = "the spec unfolds to more than " + NODES_AT_MOST + " values";
      throw new UnreadableSpec(at(event), message, "use fewer aliases");
    }
    String anchor = anchorOf(event);
    if (anchor != null) {
      anchors.put(anchor, node);
    }
    return node;
  }

  private static @Nullable String anchorOf(Event event) {
    return event instanceof NodeEvent node && !(event instanceof AliasEvent)
        ? node.getAnchor()
        : null;
  }

  private SpecNode unfold(Event event, String path) {
    if (event instanceof ScalarEvent scalar) {
      refuseTag(event, scalar.getTag(), path);
      boolean plain = scalar.getScalarStyle() == ScalarStyle.PLAIN;
      return new Scalar(at(event), scalar.getValue(), plain, written(scalar));
    }
    if (event instanceof AliasEvent alias) {
      return aliased(alias);
    }
    if (event instanceof SequenceStartEvent start) {
      refuseTag(event, start.getTag(), path);
      return sequence(start, path);
    }
    if (event instanceof MappingStartEvent start) {
      refuseTag(event, start.getTag(), path);
      return mapping(start, path);
    }
    throw new AssertionError(event);
  }

  private @Nullable Written written(ScalarEvent scalar) {
    Position start = at(scalar);
    int from = scalar.getStartMark().getIndex();
    return start.onCommandLine()
        ? null
        : Written.of(text, from, scalar.getEndMark().getIndex(), start);
  }

  private void refuseTag(Event event, @Nullable String tag, String path) {
    if (tag != null) {
      problems.error(at(event), path, "tags (`!...`) mean nothing in a spec", "remove the tag");
    }
  }

  private SpecNode aliased(AliasEvent alias) {
    SpecNode node = anchors.get(alias.getAnchor());
    if (node == null) {
      String message = "`*" + alias.getAnchor() + "` stands for nothing that is written before it";
      throw new UnreadableSpec(
          at(alias), message, "name a value with `&" + alias.getAnchor() + "` first");
    }
    return node;
  }

  private SpecNode sequence(SequenceStartEvent start, String path) {
    depth++;
    List<SpecNode> items = new ArrayList<>();
    Event event = events.next();
    while (!(event instanceof SequenceEndEvent)) {
      items.add(node(event, path + "[" + items.size() + "]"));
      event = events.next();
    }
    depth--;
    return new Sequence(at(start), items);
  }

  private SpecNode mapping(MappingStartEvent start, String path) {
    depth++;
    EntryList entries = new EntryList(path, problems);
    Event event = events.next();
    while (!(event instanceof MappingEndEvent)) {
      SpecNode key = node(event, path);
      entries.add(key, at(event), node(events.next(), entries.pathOf(key)));
      event = events.next();
    }
    depth--;
    return new Mapping(at(start), entries.merged());
  }

  private Position at(Event event) {
    return positions.apply(event.getStartMark());
  }
}
