package dev.lockstep.reconcile;

import static dev.lockstep.reconcile.Policies.by;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.event.ControlEvent;
import dev.lockstep.event.ControlEvent.Verb;
import dev.lockstep.event.Event;
import dev.lockstep.event.Origin;
import dev.lockstep.event.Raw;
import dev.lockstep.event.Version;
import dev.lockstep.reconcile.OrderPolicy.OrderBy;
import dev.lockstep.simulate.Draft;
import dev.lockstep.simulate.Happening;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An entity of which one event was set aside, and what happens to that event afterwards. */
final class SetAside {
  private final OrderBy mode;
  private final Mendable world = new Mendable();
  private final Bench bench;
  private long offset = 100;

  private SetAside(OrderBy mode, Policies policies) {
    this.mode = mode;
    this.bench = Bench.under(policies, world::fold, world);
    bench.watermark(mode == OrderBy.TIME ? 1_000 : Moment.UNKNOWN);
  }

  static SetAside in(OrderBy mode) {
    return new SetAside(mode, by(mode));
  }

  static SetAside in(Policies policies) {
    return new SetAside(policies.policy().by(), policies);
  }

  /** The nth event: of version n, or without one and at a time that grows with n. */
  Draft nth(long n) {
    Draft draft = Draft.of("e", new Version.Single(n), 10 * n).id("n" + n).text("" + n);
    return mode == OrderBy.VERSION || mode == OrderBy.LATEST ? draft : draft.version(null);
  }

  SetAside arrive(Draft... drafts) {
    for (Draft draft : drafts) {
      bench.after(new Happening.Arrives(draft.readAt(++offset)));
    }
    return this;
  }

  SetAside watermark(long watermark) {
    bench.after(new Happening.WatermarkAt(watermark));
    return this;
  }

  SetAside operator(Verb verb, @Nullable String culprit) {
    return operator(verb, culprit, null, null);
  }

  SetAside advance(long version) {
    return operator(Verb.ADVANCE, null, new Version.Single(version), null);
  }

  SetAside replace(String culprit, Draft corrected) {
    return operator(Verb.REPLACE, culprit, null, corrected.readAt(++offset));
  }

  private SetAside operator(
      Verb verb, @Nullable String culprit, @Nullable Version version, @Nullable Event corrected) {
    Raw raw = new Raw(null, null, List.of(), new Origin("control", 0, ++offset));
    bench.after(
        new Happening.Arrives(
            new ControlEvent(
                "e", "c" + offset, verb, culprit, null, version, corrected, "ana", 7, "why", raw)));
    return this;
  }

  /** What refused the event is mended. */
  SetAside mended() {
    world.mend();
    return this;
  }

  /** Exactly this reason was given for a dead letter of this event. */
  SetAside was(Draft draft, Verdict verdict, Reason reason) {
    assertThat(bench.outputs())
        .filteredOn(Judged.class::isInstance)
        .extracting(Judged.class::cast)
        .filteredOn(each -> each.deadLetter() && each.event().id().equals(draft.id()))
        .last()
        .satisfies(
            each -> {
              assertThat(each.verdict()).isEqualTo(verdict);
              assertThat(each.reason()).isEqualTo(reason);
            });
    return this;
  }

  /** Its dead letter is replayed; this comes of it, and nothing else. */
  SetAside replays(Draft draft, String... expected) {
    String name = draft.readAt(0).version() == null ? draft.id() : "" + draft.version();
    String[] lines = new String[expected.length];
    for (int i = 0; i < lines.length; i++) {
      lines[i] = expected[i].replace("it ", name + " ").replace(" of it", " " + name);
    }
    bench.replays(draft, lines);
    return this;
  }

  SetAside holds(String... places) {
    bench.holds(places);
    return this;
  }
}
