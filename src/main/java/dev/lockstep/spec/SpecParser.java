package dev.lockstep.spec;

import dev.lockstep.spec.SpecNode.Mapping;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a job spec from YAML, and finds all that is wrong with it. */
public final class SpecParser {
  private SpecParser() {}

  /**
   * What a text turned out to be.
   *
   * @param spec the job, null when there is an error
   * @param problems all that was found, by position
   */
  public record Parsed(@Nullable JobSpec spec, List<Problem> problems) {}

  /**
   * Reads a spec. It never throws for what the text says.
   *
   * @param yaml the text of the file
   * @param overrides {@code a.b=c}, the value in YAML; a later one wins
   * @param environment where {@code ${NAME}} is looked up
   */
  public static Parsed parse(String yaml, List<String> overrides, Map<String, String> environment) {
    Problems problems = new Problems();
    JobSpec spec = null;
    try {
      SpecNode root = tree(yaml, overrides, environment, problems);
      spec = job(root, problems);
      Checks.run(new Review(spec, root, problems));
    } catch (UnreadableSpec unreadable) {
      problems.add(unreadable.problem());
    }
    return new Parsed(problems.hasErrors() ? null : spec, problems.sorted());
  }

  private static SpecNode tree(
      String yaml, List<String> overrides, Map<String, String> environment, Problems problems) {
    SpecNode file = TreeParser.ofFile(yaml, problems);
    SpecNode root = new Overrides(problems).apply(file, overrides);
    if (root.isNothing()) {
      throw new UnreadableSpec(root.at(), "the spec is empty", TreeParser.FIRST_LINES);
    }
    if (!(root instanceof Mapping)) {
      String message = "a spec is a group of keys, not " + root.kind();
      throw new UnreadableSpec(root.at(), message, TreeParser.FIRST_LINES);
    }
    return new Variables(environment, problems).fill(root, "");
  }

  private static JobSpec job(SpecNode root, Problems problems) {
    Vocabulary vocabulary = new Vocabulary(problems);
    JobSpec spec = Section.of(new Value(root, "", problems), vocabulary, JobSection::read);
    vocabulary.report();
    return spec;
  }
}
