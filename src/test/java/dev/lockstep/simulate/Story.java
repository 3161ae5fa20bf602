package dev.lockstep.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.Arrival;
import dev.lockstep.event.Bytes;
import dev.lockstep.event.Event;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy;
import dev.lockstep.reconcile.Passage;
import dev.lockstep.reconcile.Reason;
import dev.lockstep.reconcile.Rules;
import dev.lockstep.reconcile.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A story of one entity, told to the model line by line: what happens, {@code ->}, all that comes
 * of it.
 *
 * <p>An event is a version ({@code 5}, {@code 2.1}, or {@code -} for none), then {@code #id},
 * {@code @time}, {@code =text}, {@code ~type}, {@code +laps}, {@code del}, {@code mark} as needed:
 * id and text are the version, the time is 0. The text {@code !} breaks the reducer, {@code ?} an
 * invariant. An operator's verb is written {@code verb id culprit-or-version}. What comes of it:
 * verdicts first, then incidents, then {@code held}, {@code state} and {@code is} (the quarantine)
 * where they are to be looked at.
 */
final class Story {
  private static final Operator OPERATOR = new Operator("e");

  /** Created, then Paid, then whatever; events of other types change no stage. */
  private static final Rules RULES =
      new Rules() {
        @Override
        public Passage pass(@Nullable String stage, Event event) {
          boolean pays = event.type().equals("Paid");
          if (pays && !"created".equals(stage)) {
            return new Passage(null, new Violation(Reason.LIFECYCLE, "lifecycle", "no way"));
          }
          String created = event.type().equals("Created") ? "created" : stage;
          return new Passage(pays ? "paid" : created, null);
        }

        @Override
        public @Nullable Violation check(@Nullable Bytes before, Bytes after, Event event) {
          return event.data().utf8().startsWith("?")
              ? new Violation(Reason.INVARIANT, "no-questions", "asked")
              : null;
        }
      };

  private final ReferenceModel model;
  private long offset;

  private Story(OrderPolicy policy) {
    model = new ReferenceModel(policy, Story::append, RULES);
  }

  /** Tells a story and looks at every line of it. */
  static void tell(OrderPolicy policy, String text) {
    Story story = new Story(policy);
    text.lines().filter(line -> !line.isBlank()).forEach(story::line);
  }

  private static Bytes append(@Nullable Bytes state, Event event) {
    if (event.data().utf8().startsWith("!")) {
      throw new IllegalArgumentException("poison");
    }
    return Bytes.utf8((state == null ? "" : state.utf8()) + event.data().utf8() + ";");
  }

  private void line(String line) {
    String[] sides = line.split("->", 2);
    Outcome before = model.outcome();
    happening(Arrays.asList(sides[0].strip().split(" +")));
    Outcome after = model.outcome();
    List<String> said = new ArrayList<>();
    since(before.decisions(), after.decisions()).forEach(each -> said.add(words(each)));
    since(before.notices(), after.notices()).forEach(each -> said.add(words(each)));
    List<String> expected = new ArrayList<>();
    for (String part : (sides.length == 1 ? "" : sides[1]).split(",")) {
      String words = part.strip();
      if (words.startsWith("held")) {
        assertThat(after.held().stream().map(Story::name)).as(line).containsExactly(rest(words));
      } else if (words.startsWith("state")) {
        assertThat(List.of(after.states().getOrDefault("e", Bytes.EMPTY).utf8()))
            .as(line)
            .isEqualTo(List.of(words.substring(5).strip()));
      } else if (words.startsWith("is ")) {
        assertThat("is " + after.quarantined().getOrDefault("e", "free")).as(line).isEqualTo(words);
      } else if (!words.isEmpty()) {
        expected.add(words);
      }
    }
    assertThat(said).as(line).isEqualTo(expected);
  }

  private static String[] rest(String words) {
    String[] parts = words.split(" ");
    return Arrays.copyOfRange(parts, 1, parts.length);
  }

  private static <T> List<T> since(List<T> before, List<T> after) {
    return after.subList(before.size(), after.size());
  }

  private static String words(Decision decision) {
    return name(decision.event())
        + " "
        + decision.verdict()
        + (decision.reason() == Reason.IN_ORDER ? "" : "(" + decision.reason() + ")")
        + (decision.deadLetter() ? " dead" : "");
  }

  private static String words(Notice notice) {
    Version from = notice.from();
    Version to = notice.to();
    String range = from == null || from.equals(to) ? "" + to : from + ".." + to;
    return notice.kind() + (to == null && from == null ? "" : " " + range);
  }

  private static String name(Event event) {
    return event.id();
  }

  private void happening(List<String> words) {
    String first = words.get(0);
    switch (first) {
      case "wm" -> model.happens(new Happening.WatermarkAt(Long.parseLong(words.get(1))));
      case "clock" -> model.happens(new Happening.ClockAt(Long.parseLong(words.get(1))));
      case "end" -> model.happens(new Happening.WatermarkAt(Long.MAX_VALUE));
      case "job-restarts" -> model.happens(new Happening.Restarts());
      default -> model.happens(new Happening.Arrives(arrival(first, words)));
    }
  }

  private Arrival arrival(String first, List<String> words) {
    String id = words.size() > 1 ? words.get(1) : "";
    return switch (first) {
      case "inspect" -> OPERATOR.inspect(id);
      case "release" -> OPERATOR.release(id, words.get(2));
      case "skip" -> OPERATOR.skip(id, words.get(2));
      case "replace" ->
          OPERATOR.replace(id, words.get(2), (Event) event(words.subList(3, words.size())));
      case "advance" -> OPERATOR.advance(id, version(words.get(2)));
      case "reset" ->
          words.size() > 2 ? OPERATOR.reset(id, version(words.get(2))) : OPERATOR.reset(id);
      case "forget" -> OPERATOR.forget(id);
      default -> event(words);
    };
  }

  private Arrival event(List<String> words) {
    String place = words.get(0);
    Draft draft =
        Draft.of("e", new Version.Single(0), 0).version(place.equals("-") ? null : version(place));
    draft = draft.id(place).text(place);
    int laps = 0;
    boolean mark = false;
    for (String word : words.subList(1, words.size())) {
      String value = word.substring(1);
      switch (word.charAt(0)) {
        case '#' -> draft = draft.id(value);
        case '@' -> draft = draft.time(Long.parseLong(value));
        case '=' -> draft = draft.text(value);
        case '~' -> draft = draft.type(value);
        case '+' -> laps = Integer.parseInt(value);
        case 'd' -> draft = draft.deleting();
        case 'm' -> mark = true;
        default -> throw new IllegalArgumentException(word);
      }
    }
    if (mark) {
      return draft.inAnalytics().markedAt(++offset);
    }
    return laps == 0 ? draft.readAt(++offset) : draft.replayedAt(++offset, laps);
  }

  private static Version version(String text) {
    String[] parts = text.split("\\.");
    return parts.length == 1
        ? new Version.Single(Long.parseLong(text))
        : new Version.Pair(Long.parseLong(parts[0]), Long.parseLong(parts[1]));
  }
}
