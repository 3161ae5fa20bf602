package dev.lockstep;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Calendar;
import java.util.Collection;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.Timer;
import java.util.TimerTask;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

/** The shape of the code: which package may use which, and what the core must not know. */
@AnalyzeClasses(packages = "dev.lockstep", importOptions = ArchitectureTest.MainClasses.class)
final class ArchitectureTest {

  /** The arrows. What a package may use, it may also use through: signatures carry values on. */
  private static final Map<String, Set<String>> MAY_USE =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("event", Set.of()),
              Map.entry("reconcile", Set.of("event")),
              Map.entry("reduce", Set.of("event", "reconcile", "json")),
              Map.entry("json", Set.of("event")),
              Map.entry("rules", Set.of("event", "reconcile", "json")),
              Map.entry("deadletter", Set.of("event", "reconcile")),
              Map.entry("spec", Set.of("event", "reconcile", "reduce", "rules")),
              Map.entry("codec", Set.of("event", "json", "deadletter")),
              Map.entry("state", Set.of("event", "reconcile", "deadletter")),
              Map.entry("pipeline", Set.of("event", "reconcile", "state", "deadletter")),
              Map.entry("connect", Set.of("event", "codec", "deadletter", "spec")),
              Map.entry("handler", Set.of("event", "spec")),
              Map.entry(
                  "job", Set.of("pipeline", "connect", "handler", "savepoint", "codec", "spec")),
              Map.entry("savepoint", Set.of("state", "codec", "spec")),
              Map.entry("replay", Set.of("deadletter", "codec", "connect", "spec")),
              Map.entry("simulate", Set.of("event", "reconcile")),
              Map.entry("trial", Set.of("simulate", "job", "embedded")),
              Map.entry("compare", Set.of("event")),
              Map.entry("verify", Set.of("event")),
              Map.entry("insight", Set.of("event")),
              Map.entry("cluster", Set.of("spec", "insight")),
              Map.entry("dashboard", Set.of("insight")),
              Map.entry("embedded", Set.of()),
              Map.entry("demo", Set.of())));

  private static final String[] CORE =
      in("event", "json", "reconcile", "reduce", "rules", "deadletter", "simulate");

  private static final DescribedPredicate<JavaClass> PLAIN_JAVA =
      resideInAnyPackage(
              "dev.lockstep..",
              "java.lang",
              "java.lang.annotation",
              "java.lang.invoke",
              "java.lang.runtime",
              "java.math",
              "java.nio",
              "java.nio.charset",
              "java.util",
              "java.util.function",
              "java.util.random",
              "java.util.regex",
              "java.util.stream",
              "org.jspecify.annotations")
          .or(primitives())
          .or(
              belongToAnyOf(
                  Duration.class,
                  Serializable.class,
                  MessageDigest.class,
                  NoSuchAlgorithmException.class))
          .as("are plain Java");

  @ArchTest
  static final ArchRule everyPackageIsInTheTable =
      classes()
          .should()
          .resideInAnyPackage(
              in(Stream.concat(MAY_USE.keySet().stream(), Stream.of("cli")).toArray(String[]::new)))
          .because("a new package is a decision: give it its arrows in the table first");

  @ArchTest
  static final ArchRule packagesFollowTheArrows =
      CompositeArchRule.of(MAY_USE.keySet().stream().map(ArchitectureTest::arrowsOf).toList())
          .because("an arrow missing from the table is a decision, not an import");

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices()
          .matching("dev.lockstep.(*)..")
          .should()
          .beFreeOfCycles()
          .because("two packages that need each other are one package");

  @ArchTest
  static final ArchRule theModelDoesNotLeanOnTheCore =
      classes()
          .that()
          .resideInAnyPackage(in("simulate"))
          .should()
          .onlyDependOnClassesThat(
              not(resideInAPackage("dev.lockstep.reconcile.."))
                  .or(
                      nameMatching(
                              "dev\\.lockstep\\.reconcile\\."
                                  + "(OrderPolicy|Verdict|Reason|Receipt|Incident\\$Kind"
                                  + "|Rules|Passage|Violation)(\\$.*)?")
                          .as("are policies, verdicts and what a user's rules say")
                          .forSubtype()))
          .because("a reference model that calls the core agrees with its mistakes");

  @ArchTest
  static final ArchRule theCoreIsPlainJava =
      plainJava(in("event", "json", "reconcile", "deadletter", "simulate"), PLAIN_JAVA);

  /** The exceptions are what Jackson declares on reading an array. */
  @ArchTest
  static final ArchRule reducersAreJavaAndTrees =
      plainJava(
          in("reduce"),
          PLAIN_JAVA
              .or(resideInAPackage("com.fasterxml.jackson.."))
              .or(belongToAnyOf(IOException.class, UncheckedIOException.class)));

  @ArchTest
  static final ArchRule rulesAreJavaAndChecks =
      plainJava(
          in("rules"),
          PLAIN_JAVA
              .or(resideInAnyPackage("com.google.common..", "com.google.re2j..", "dev.cel.."))
              .or(belongToAnyOf(DateTimeException.class, Instant.class)));

  @ArchTest
  static final ArchRule theCoreTakesTimeAndChanceAsArguments =
      noClasses()
          .that()
          .resideInAnyPackage(CORE)
          .should()
          .accessTargetWhere(
              target(owner(belongToAnyOf(System.class))).and(not(named("arraycopy"))))
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(UUID.class, "randomUUID")
          .orShould()
          .callMethod(Math.class, "random")
          .orShould()
          .callMethod(StrictMath.class, "random")
          .orShould()
          .callMethod(Collections.class, "shuffle", List.class)
          .orShould()
          .callConstructor(Random.class)
          .orShould()
          .callConstructor(SplittableRandom.class)
          .orShould()
          .dependOnClassesThat(
              belongToAnyOf(
                  Thread.class,
                  ThreadLocal.class,
                  Runtime.class,
                  Process.class,
                  ProcessBuilder.class,
                  Date.class,
                  Calendar.class,
                  Timer.class,
                  TimerTask.class))
          .because("the same input must give the same output, on every run and on every machine")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule flinkStaysInTheShell =
      only(
          "org.apache.flink..",
          "what decides must be testable and movable without Flink",
          "pipeline",
          "state",
          "connect",
          "job",
          "savepoint",
          "embedded",
          "trial",
          "cluster",
          "cli");

  @ArchTest
  static final ArchRule picocliStaysInTheCommandLine =
      only("picocli..", "a command line is one way in, not the product", "cli");

  @ArchTest
  static final ArchRule jacksonStaysAtTheEdges =
      only(
          "com.fasterxml.jackson..",
          "bytes become values once, where they enter, and bytes again where they leave",
          "spec",
          "codec",
          "reduce",
          "cli",
          "cluster",
          "dashboard",
          "demo");

  @ArchTest
  static final ArchRule celStaysInTheRules =
      only("dev.cel..", "what a check means is decided in one place", "rules");

  @ArchTest
  static final ArchRule kafkaStaysAtTheEdges =
      only(
          "org.apache.kafka..",
          "a broker is one way in and out, and decisions do not depend on it",
          "connect",
          "embedded",
          "trial",
          "demo",
          "cli");

  @ArchTest
  static final ArchRule onlyTheCommandLineSpeaksAndExits =
      noClasses()
          .that()
          .resideOutsideOfPackages(in("cli"))
          .and()
          .doNotHaveFullyQualifiedName("dev.lockstep.embedded.EndsWithParent")
          .should()
          .accessField(System.class, "out")
          .orShould()
          .accessField(System.class, "err")
          .orShould()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .dependOnClassesThat(belongToAnyOf(Runtime.class))
          .because("a library that prints or exits cannot run inside another process")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule namesSayWhatATypeIs =
      noClasses()
          .should()
          .haveNameMatching(".*[.$](Abstract\\w*|\\w*(Utils?|Helpers?|Managers?|Impl|Base))")
          .because("such a name says where the author stood, not what the type is");

  private static ArchRule plainJava(String[] packages, DescribedPredicate<JavaClass> allowed) {
    return classes()
        .that()
        .resideInAnyPackage(packages)
        .should()
        .onlyDependOnClassesThat(allowed)
        .because("the core decides and does nothing: no Flink, no I/O, no clock, no logger")
        .allowEmptyShould(true);
  }

  private static ArchRule arrowsOf(String from) {
    String[] allowed = in(reachable(from).toArray(String[]::new));
    return classes()
        .that()
        .resideInAnyPackage(in(from))
        .should()
        .onlyDependOnClassesThat(
            not(resideInAPackage("dev.lockstep..")).or(resideInAnyPackage(allowed)))
        .allowEmptyShould(true);
  }

  private static Set<String> reachable(String from) {
    Set<String> seen = new TreeSet<>(Set.of(from));
    Collection<String> edge = MAY_USE.get(from);
    while (seen.addAll(edge)) {
      edge = seen.stream().flatMap(each -> MAY_USE.get(each).stream()).toList();
    }
    return seen;
  }

  private static ArchRule only(String library, String reason, String... packages) {
    return noClasses()
        .that()
        .resideOutsideOfPackages(in(packages))
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(library)
        .because(reason)
        .allowEmptyShould(true);
  }

  private static String[] in(String... packages) {
    return Stream.of(packages).map(each -> "dev.lockstep." + each + "..").toArray(String[]::new);
  }

  private static DescribedPredicate<JavaClass> primitives() {
    return DescribedPredicate.describe(
        "are primitive", type -> type.getBaseComponentType().isPrimitive());
  }

  private static DescribedPredicate<JavaAccess<?>> named(String method) {
    return target(name(method)).forSubtype();
  }

  /** Leaves tests and benchmarks out, in whichever folder the build put them. */
  static final class MainClasses implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("/test-classes/") && !location.contains("/bench-classes/");
    }
  }
}
