package io.taskledger.verification.architecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.taskledger.events.DomainEvent;
import io.taskledger.events.codec.EventType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The rules of the house, as the design states them. */
final class ModuleRules {
  private static final String HOUSE = "io.taskledger";

  /** The module table: each module's package, and the packages of ours that it may depend on. */
  static final Map<String, Set<String>> MAY_DEPEND_ON =
      Map.ofEntries(
          Map.entry("events", Set.of()),
          Map.entry("web", Set.of("events")),
          Map.entry("eventstream", Set.of("events")),
          Map.entry("recurrence", Set.of("events")),
          Map.entry("messaging", Set.of("events", "eventstream")),
          Map.entry("devservers", Set.of()),
          Map.entry("command", Set.of("events", "web", "eventstream", "messaging", "recurrence")),
          Map.entry("projection", Set.of("events", "web", "eventstream", "messaging")),
          Map.entry("query", Set.of("events", "web", "eventstream", "recurrence")),
          Map.entry("assistant", Set.of("events", "web", "recurrence")),
          Map.entry("notification", Set.of("events", "web", "eventstream", "messaging")),
          Map.entry("gateway", Set.of("web")));

  /** What a computation must not touch: clocks, chance, input and output, logging. */
  private static final Set<String> FORBIDDEN_PACKAGES =
      Set.of(
          "java.io",
          "java.nio",
          "java.net",
          "java.net.http",
          "java.sql",
          "javax.sql",
          "org.slf4j",
          "java.util.logging",
          "org.springframework",
          "org.apache.kafka",
          "redis.clients");

  private static final Set<String> FORBIDDEN_CALLS =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDate.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.time.Clock.instant",
          "java.time.Clock.millis",
          "java.lang.System.currentTimeMillis",
          "java.lang.System.nanoTime",
          "java.lang.System.getenv",
          "java.lang.System.getProperty",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID");

  private ModuleRules() {}

  /** A module knows only those that the table allows. */
  static ArchRule dependencies(String module, Set<String> allowed) {
    DescribedPredicate<JavaClass> forbidden =
        DescribedPredicate.describe(
            "a module of ours other than " + allowed,
            type -> {
              String other = moduleOf(type.getPackageName());
              return !other.isEmpty() && !other.equals(module) && !allowed.contains(other);
            });
    return ArchRuleDefinition.noClasses()
        .that()
        .resideInAPackage(HOUSE + "." + module + "..")
        .should()
        .dependOnClassesThat(forbidden);
  }

  /** Rule 6: evolve computes and does nothing else, nor does anything of ours that it calls. */
  static ArchRule evolveOnlyComputes() {
    return ArchRuleDefinition.methods().that().haveName("evolve").should(onlyCompute());
  }

  /** Rule 7: every event is in the catalogue, under a name that is no Java class. */
  static ArchRule eventsHaveStableNames() {
    return ArchRuleDefinition.classes()
        .that()
        .areAssignableTo(DomainEvent.class)
        .and()
        .areNotInterfaces()
        .should(standInTheCatalogue());
  }

  /** Whoever reads a package never comes back to it by what it uses. */
  static ArchRule packagesAreFreeOfCycles() {
    return SlicesRuleDefinition.slices()
        .assignedFrom(
            new SliceAssignment() {
              @Override
              public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(HOUSE)
                    ? SliceIdentifier.of(type.getPackageName())
                    : SliceIdentifier.ignore();
              }

              @Override
              public String getDescription() {
                return "packages of ours";
              }
            })
        .should()
        .beFreeOfCycles();
  }

  private static ArchCondition<JavaMethod> onlyCompute() {
    return new ArchCondition<>("only compute") {
      @Override
      public void check(JavaMethod evolve, ConditionEvents events) {
        Set<JavaCodeUnit> seen = new HashSet<>();
        Deque<JavaCodeUnit> open = new ArrayDeque<>(List.of(evolve));
        while (!open.isEmpty()) {
          JavaCodeUnit unit = open.pop();
          if (seen.add(unit)) {
            for (var call : unit.getCallsFromSelf()) {
              String owner = call.getTargetOwner().getFullName();
              String target = owner + "." + call.getTarget().getName();
              if (FORBIDDEN_CALLS.contains(target)
                  || isForbidden(call.getTargetOwner().getPackageName())) {
                events.add(
                    SimpleConditionEvent.violated(
                        evolve, evolve.getFullName() + " reaches " + target));
              }
              if (owner.startsWith(HOUSE)) {
                call.getTarget()
                    .resolveMember()
                    .ifPresent(member -> open.push((JavaCodeUnit) member));
              }
            }
          }
        }
      }
    };
  }

  private static boolean isForbidden(String packageName) {
    return FORBIDDEN_PACKAGES.stream()
        .anyMatch(
            forbidden -> packageName.equals(forbidden) || packageName.startsWith(forbidden + "."));
  }

  private static ArchCondition<JavaClass> standInTheCatalogue() {
    Map<String, String> names =
        List.of(EventType.values()).stream()
            .collect(Collectors.toMap(type -> type.recordClass().getName(), EventType::stableName));
    return new ArchCondition<>("stand in the catalogue under a name that is no class") {
      @Override
      public void check(JavaClass event, ConditionEvents events) {
        String name = names.get(event.getName());
        if (name == null || name.contains(".")) {
          events.add(SimpleConditionEvent.violated(event, event.getName() + " has no stable name"));
        }
      }
    };
  }

  private static String moduleOf(String packageName) {
    if (!packageName.startsWith(HOUSE + ".")) {
      return "";
    }
    return packageName.substring(HOUSE.length() + 1).split("\\.")[0];
  }
}
