package io.taskledger.verification.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.taskledger.messaging.codec.StableNameSerializer;
import io.taskledger.verification.architecture.violations.ClockReader;
import io.taskledger.verification.architecture.violations.HiddenLogger;
import io.taskledger.verification.architecture.violations.UnnamedEvent;
import io.taskledger.verification.architecture.violations.egg.Egg;
import io.taskledger.verification.architecture.violations.hen.Hen;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The house keeps its rules, and each rule is shown to fail where it is broken. */
class ArchitectureTest {
  static final Set<String> MODULES = ModuleRules.MAY_DEPEND_ON.keySet();
  private static final JavaClasses HOUSE =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("io.taskledger");

  @ParameterizedTest
  @FieldSource("MODULES")
  void aModuleDependsOnlyOnWhatTheTableAllows(String module) {
    ModuleRules.dependencies(module, ModuleRules.MAY_DEPEND_ON.getOrDefault(module, Set.of()))
        .check(HOUSE);
  }

  @Test
  void aForbiddenDependencyIsNoticed() {
    var broken = ModuleRules.dependencies("command", Set.of());

    assertThatThrownBy(() -> broken.check(HOUSE))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("io.taskledger.events");
  }

  @Test
  void evolveOnlyComputes() {
    ModuleRules.evolveOnlyComputes().check(HOUSE);
  }

  @Test
  void anEvolveThatLooksAtTheClockIsNoticed() {
    assertBroken(ClockReader.class, "java.time.Instant.now");
  }

  @Test
  void anEvolveThatLogsThroughAnotherMethodIsNoticed() {
    assertBroken(HiddenLogger.class, "org.slf4j");
  }

  @Test
  void everyEventHasAStableName() {
    ModuleRules.eventsHaveStableNames().check(HOUSE);
  }

  @Test
  void anEventWithoutAStableNameIsNoticed() {
    var fixture = new ClassFileImporter().importClasses(UnnamedEvent.class);

    assertThatThrownBy(() -> ModuleRules.eventsHaveStableNames().check(fixture))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("has no stable name");
  }

  @Test
  void whatIsNoEventOfTheCatalogueCannotBeStored() {
    var serializer = new StableNameSerializer();

    assertThatThrownBy(() -> serializer.serialize(new UnnamedEvent(), String.class))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> serializer.serialize("anything else", String.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void packagesAreFreeOfCycles() {
    ModuleRules.packagesAreFreeOfCycles().check(HOUSE);
  }

  @Test
  void aCycleOfPackagesIsNoticed() {
    var fixture = new ClassFileImporter().importClasses(Hen.class, Egg.class);

    assertThatThrownBy(() -> ModuleRules.packagesAreFreeOfCycles().check(fixture))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Cycle detected");
  }

  @Test
  void theHouseIsLookedAtWhole() {
    assertThat(HOUSE.stream().filter(type -> type.getName().endsWith("TaskState"))).isNotEmpty();
    assertThat(HOUSE).hasSizeGreaterThan(100);
  }

  private static void assertBroken(Class<?> fixture, String reason) {
    var classes = new ClassFileImporter().importClasses(fixture);

    assertThatThrownBy(() -> ModuleRules.evolveOnlyComputes().check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(reason);
  }
}
