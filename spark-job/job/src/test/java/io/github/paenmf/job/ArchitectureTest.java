package io.github.paenmf.job;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArchitectureTest {

  private static final String JOB = "io.github.paenmf.job";

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(JOB);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(JOB + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void onlyMainKnowsTheCommands() {
    classes()
        .that()
        .resideInAPackage(JOB + ".command..")
        .should()
        .onlyBeAccessed()
        .byClassesThat(
            resideInAPackage(JOB + ".command..")
                .or(DescribedPredicate.describe("Main", c -> c.getName().equals(JOB + ".Main"))))
        .check(classes);
  }

  @Test
  void tablesKnowNothingOfModelsAndResults() {
    noClasses()
        .that()
        .resideInAPackage(JOB + ".table..")
        .should()
        .dependOnClassesThat(
            resideInAPackage(JOB + ".(*)..")
                .and(
                    DescribedPredicate.not(
                        resideInAnyPackage(JOB, JOB + ".table..", JOB + ".run.."))))
        .check(classes);
  }

  @Test
  void optionsAreParsedInCommandsAlone() {
    noClasses()
        .that()
        .resideOutsideOfPackages(JOB, JOB + ".command..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(classes);
  }
}
