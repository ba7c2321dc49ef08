package io.github.paenmf.cuda;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which package may know which. */
class ArchitectureTest {

  private static final String CUDA = "io.github.paenmf.cuda";

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(CUDA);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(CUDA + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  /** So that everything but one package can be tested without a device. */
  @Test
  void onlyOnePackageKnowsNvidiasLibraries() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CUDA + ".nvidia")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.bytedeco..")
        .check(classes);
  }

  @Test
  void sparkAndNd4jAreUnknown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..", "org.nd4j..")
        .check(classes);
  }

  @Test
  void packagesUseOnlyWhatStandsBelowThem() {
    layeredArchitecture()
        .consideringOnlyDependenciesInAnyPackage(CUDA + "..")
        .layer("device")
        .definedBy(CUDA + ".device")
        .layer("source")
        .definedBy(CUDA + ".source")
        .layer("memory")
        .definedBy(CUDA + ".memory")
        .layer("slab")
        .definedBy(CUDA + ".slab")
        .layer("kernel")
        .definedBy(CUDA + ".kernel")
        .layer("nvidia")
        .definedBy(CUDA + ".nvidia")
        .whereLayer("device")
        .mayNotAccessAnyLayer()
        .whereLayer("source")
        .mayNotAccessAnyLayer()
        .whereLayer("memory")
        .mayOnlyAccessLayers("device")
        .whereLayer("slab")
        .mayOnlyAccessLayers("device", "memory")
        .whereLayer("kernel")
        .mayOnlyAccessLayers("device", "memory", "slab")
        .whereLayer("nvidia")
        .mayOnlyAccessLayers("device", "source")
        .check(classes);
  }
}
