package io.github.paenmf.core;

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

  private static final String CORE = "io.github.paenmf.core";

  /** What every package may use; a package that is missing here fails the test. */
  private static final Map<String, String[]> MAY_USE =
      Map.ofEntries(
          Map.entry("block", new String[] {}),
          Map.entry("special", new String[] {}),
          Map.entry("linalg", new String[] {"matrix", "vector"}),
          Map.entry("prepare", new String[] {}),
          Map.entry("vector", new String[] {}),
          Map.entry("tile", new String[] {"vector"}),
          Map.entry("nmf", new String[] {"matrix", "vector"}),
          Map.entry("optim", new String[] {}),
          Map.entry("model", new String[] {"linalg"}),
          Map.entry("matrix", new String[] {}),
          Map.entry("latent", new String[] {"special", "vector"}),
          Map.entry("reference", new String[] {"latent"}),
          Map.entry("pass", new String[] {"block", "latent", "matrix", "model"}),
          Map.entry("accelerator", new String[] {"pass"}),
          Map.entry(
              "kernel",
              new String[] {
                "block", "latent", "linalg", "matrix", "model", "nmf", "pass", "tile", "vector"
              }),
          Map.entry(
              "train",
              new String[] {
                "block", "latent", "linalg", "matrix", "model", "nmf", "optim", "pass"
              }),
          Map.entry("cluster", new String[] {}),
          Map.entry(
              "rank",
              new String[] {
                "block", "cluster", "kernel", "latent", "linalg", "model", "nmf", "pass", "train"
              }),
          Map.entry("plain", new String[] {"linalg", "matrix", "model", "nmf", "pass", "train"}),
          Map.entry(
              "fitted", new String[] {"block", "latent", "matrix", "model", "pass", "vector"}),
          Map.entry(
              "io",
              new String[] {
                "fitted", "latent", "matrix", "model", "pass", "plain", "prepare", "train"
              }),
          Map.entry("checkpoint", new String[] {"block", "io", "matrix", "model", "train"}));

  private static JavaClasses classes;

  @BeforeAll
  static void read() {
    classes =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/test-classes/"))
            .importPackages(CORE);
  }

  @Test
  void packagesAreFreeOfCycles() {
    slices().matching(CORE + ".(*)..").should().beFreeOfCycles().check(classes);
  }

  @Test
  void sparkIsUnknown() {
    noClasses()
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.spark..", "scala..")
        .check(classes);
  }

  @Test
  void packagesUseOnlyWhatStandsBelowThem() {
    LayeredArchitecture layers =
        layeredArchitecture().consideringOnlyDependenciesInAnyPackage(CORE + "..");
    for (String name : MAY_USE.keySet()) {
      layers = layers.layer(name).definedBy(CORE + "." + name + "..");
    }
    for (Map.Entry<String, String[]> entry : MAY_USE.entrySet()) {
      layers =
          entry.getValue().length == 0
              ? layers.whereLayer(entry.getKey()).mayNotAccessAnyLayer()
              : layers.whereLayer(entry.getKey()).mayOnlyAccessLayers(entry.getValue());
    }
    layers.ensureAllClassesAreContainedInArchitectureIgnoring(CORE).check(classes);
  }
}
