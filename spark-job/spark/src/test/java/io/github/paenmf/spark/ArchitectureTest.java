package io.github.paenmf.spark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArchitectureTest {

  private static final String SPARK = "io.github.paenmf.spark";

  /** What every package may use; a package that is missing here fails the test. */
  private static final Map<String, String[]> MAY_USE =
      Map.of(
          "data",
          new String[] {},
          "batch",
          new String[] {"data"},
          "persist",
          new String[] {},
          "plan",
          new String[] {},
          "device",
          new String[] {},
          "source",
          new String[] {"data", "device"},
          "prepare",
          new String[] {"data"},
          "stage",
          new String[] {"data", "source"},
          "nmf",
          new String[] {"data", "persist", "source", "stage"});

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(SPARK);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(SPARK + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  /** The package of PaeNmf may use all others; none may use it. */
  @Test
  void packagesUseOnlyWhatStandsBelowThem() {
    LayeredArchitecture layers =
        layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage(SPARK + "..")
            .layer("root")
            .definedBy(SPARK)
            .whereLayer("root")
            .mayNotBeAccessedByAnyLayer();
    for (String name : MAY_USE.keySet()) {
      layers = layers.layer(name).definedBy(SPARK + "." + name + "..");
    }
    for (Map.Entry<String, String[]> entry : MAY_USE.entrySet()) {
      layers =
          entry.getValue().length == 0
              ? layers.whereLayer(entry.getKey()).mayNotAccessAnyLayer()
              : layers.whereLayer(entry.getKey()).mayOnlyAccessLayers(entry.getValue());
    }
    layers.ensureAllClassesAreContainedInArchitecture().check(classes);
  }

  @Test
  void theJobIsUnknown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.github.paenmf.job..")
        .check(classes);
  }

  @Test
  void arithmeticStaysInCore() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.nd4j..", "org.bytedeco..")
        .check(classes);
  }
}
