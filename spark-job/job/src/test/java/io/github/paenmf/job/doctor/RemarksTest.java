package io.github.paenmf.job.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.job.doctor.ProcessFacts.Blas;
import io.github.paenmf.job.doctor.ProcessFacts.Folder;
import java.util.List;
import org.junit.jupiter.api.Test;

class RemarksTest {

  private static final Blas SKYLAKE =
      new Blas("openblas-SkylakeX", "openblas-SkylakeX", "SkylakeX", 1, "", "");
  private static final Folder GOOD = new Folder("/good", true, 10_000);

  @Test
  void nothingToSayAboutProcessesThatAreAlikeAndInOrder() {
    assertThat(
            Remarks.of(
                facts("driver", SKYLAKE, 512, GOOD), List.of(facts("a", SKYLAKE, 512, GOOD))))
        .isEmpty();
  }

  @Test
  void aRemarkThatHoldsForManyComesOnceAndNamesSome() {
    List<ProcessFacts> executors =
        List.of(
            facts("executor 0", SKYLAKE, 0, GOOD),
            facts("executor 1", SKYLAKE, 0, GOOD),
            facts("executor 2", SKYLAKE, 0, GOOD),
            facts("executor 3", SKYLAKE, 0, GOOD));

    assertThat(Remarks.of(facts("driver", SKYLAKE, 512, GOOD), executors))
        .singleElement()
        .asString()
        .startsWith("executor 0, executor 1, executor 2 and 1 more: without the module");
  }

  @Test
  void executorsWithDifferentKernelsAreNamedButADriverOfAnotherKindIsNot() {
    Blas haswell = new Blas("openblas-Haswell", "openblas-Haswell", "Haswell", 1, "", "");
    ProcessFacts driver = facts("driver", haswell, 256, GOOD);

    assertThat(Remarks.of(driver, List.of(facts("executor 0", SKYLAKE, 512, GOOD)))).isEmpty();
    assertThat(
            Remarks.of(
                driver,
                List.of(
                    facts("executor 0", SKYLAKE, 512, GOOD),
                    facts("executor 1", haswell, 256, GOOD))))
        .containsExactly(
            "different BLAS kernels: openblas-Haswell; openblas-SkylakeX; results may differ in the"
                + " last bits",
            "different vector widths: 256 bits; 512 bits; results may differ in the last bits");
  }

  @Test
  void foldersAndNativesThatFailAreNamedWithTheSettingToChange() {
    Blas broken = new Blas("", "", "", 0, "", "java.lang.UnsatisfiedLinkError: no such file");
    Folder readOnly = new Folder("/read-only", false, 10_000);

    assertThat(Remarks.of(facts("driver", broken, 512, readOnly), List.of()))
        .anySatisfy(remark -> assertThat(remark).contains("no such file"))
        .anySatisfy(remark -> assertThat(remark).contains("/read-only", "javacpp.cachedir"));
  }

  @Test
  void aForcedBlasCoreIsToldTogetherWithItsVariable() {
    Blas forced = new Blas("openblas-Haswell", "openblas-Haswell", "Haswell", 1, "Haswell", "");

    assertThat(Remarks.of(facts("driver", forced, 512, GOOD), List.of()))
        .containsExactly(
            "driver: OPENBLAS_CORETYPE=Haswell overrides the detection of the processor");
  }

  @Test
  void anotherBackendOfNd4jIsNamed() {
    Blas cuda = new Blas("nd4j-jcublas", "nd4j-jcublas", "SkylakeX", 1, "", "");

    assertThat(facts("executor 0", cuda, 512, GOOD).lines())
        .anySatisfy(line -> assertThat(line).contains("products by", "nd4j-jcublas"));
    assertThat(facts("executor 0", SKYLAKE, 512, GOOD).lines())
        .noneSatisfy(line -> assertThat(line).contains("products by"));
    assertThat(
            Remarks.of(
                facts("driver", SKYLAKE, 512, GOOD),
                List.of(
                    facts("executor 0", SKYLAKE, 512, GOOD), facts("executor 1", cuda, 512, GOOD))))
        .singleElement()
        .asString()
        .contains("nd4j-jcublas; openblas-SkylakeX");
  }

  @Test
  void aTrapLimitThatIsTooLowForTilesIsNamed() {
    Blas tiles = new Blas("openblas-SkylakeX", "tiles-vector512", "SkylakeX", 1, "", "");

    assertThat(Remarks.of(facts("driver", tiles, 512, GOOD, 100), List.of()))
        .singleElement()
        .asString()
        .contains("-XX:PerMethodTrapLimit=100000");
    assertThat(Remarks.of(facts("driver", tiles, 512, GOOD, 100_000), List.of())).isEmpty();
    assertThat(Remarks.of(facts("driver", tiles, 512, GOOD, 0), List.of())).isEmpty();
    assertThat(Remarks.of(facts("driver", SKYLAKE, 512, GOOD, 100), List.of())).isEmpty();
  }

  private static ProcessFacts facts(String role, Blas blas, int vectorBits, Folder nativeCache) {
    return facts(role, blas, vectorBits, nativeCache, 100_000);
  }

  private static ProcessFacts facts(
      String role, Blas blas, int vectorBits, Folder nativeCache, long trapLimit) {
    return new ProcessFacts(
        role,
        "host",
        "17.0.15, Somebody",
        "Linux, amd64",
        "a processor",
        2,
        1_000,
        4_000,
        blas,
        vectorBits,
        trapLimit,
        List.of(),
        nativeCache,
        GOOD);
  }
}
