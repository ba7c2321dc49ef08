package io.github.paenmf.cuda.kernel;

import static io.github.paenmf.core.golden.GoldenJson.matrix;
import static io.github.paenmf.core.golden.GoldenJson.number;
import static io.github.paenmf.core.golden.GoldenJson.settings;
import static io.github.paenmf.core.golden.GoldenJson.weights;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.kernel.KernelObjective;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.TrainStatistics;
import io.github.paenmf.core.reference.ReferenceSettings;
import io.github.paenmf.core.reference.ReferenceWeights;
import io.github.paenmf.cuda.host.HostDevice;
import io.github.paenmf.cuda.memory.MemoryPlan;
import io.github.paenmf.cuda.slab.ResidentSlabs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The kernels' source against values from an independent 50-digit implementation. */
class GoldenKernelTest {

  private static final double FLOAT32 = 2e-5;
  private static final long MEMORY = 64L << 20;

  @TestFactory
  Stream<DynamicTest> golden() throws IOException {
    String given = System.getProperty("golden.dir", "");
    Path folder =
        given.isBlank()
            ? Path.of(System.getProperty("project.root", ".")).resolve("../shared/golden")
            : Path.of(given);
    if (given.isBlank() && !Files.isDirectory(folder)) {
      String message = "no golden files: " + folder.normalize() + " is absent";
      return Stream.of(DynamicTest.dynamicTest(message, () -> abort(message)));
    }
    List<Path> files;
    try (Stream<Path> listing = Files.list(folder)) {
      files = listing.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
    ObjectMapper mapper = new ObjectMapper();
    Stream.Builder<DynamicTest> tests = Stream.builder();
    int cases = 0;
    for (Path file : files) {
      JsonNode json = mapper.readTree(file.toFile());
      if (json.has("expected_gradients")) {
        cases++;
        tests.add(DynamicTest.dynamicTest(file.getFileName().toString(), () -> check(json)));
      }
    }
    assertThat(cases).as("cases in %s", folder).isPositive();
    return tests.build();
  }

  private static void check(JsonNode json) {
    ReferenceSettings settings = settings(json.get("config"));
    double[][] x = matrix(json.get("X"));
    double[][] epsilon = matrix(json.get("eps"));
    ReferenceWeights model = weights(json.get("weights"));
    ReferenceWeights gradients = weights(json.get("expected_gradients"));
    Weights floats = KernelObjective.floats(model, settings.noiseVariance());
    for (KernelObjective.Form form : KernelObjective.Form.values()) {
      try (HostDevice device = new HostDevice(MEMORY)) {
        MemoryPlan plan = MemoryPlan.of(MEMORY, 1);
        try (ResidentSlabs resident = new ResidentSlabs(device, plan.residentBytes())) {
          TrainStatistics sums =
              KernelObjective.fold(
                  settings,
                  x,
                  epsilon,
                  null,
                  floats,
                  form,
                  noise -> kernel(device, resident, plan, noise));
          KernelObjective.Result actual = KernelObjective.result(settings, x, null, floats, sums);
          JsonNode expected = json.get("expected");
          close(form + " rec", actual.reconstruction(), number(expected.get("rec")));
          close(form + " klsum", actual.kl(), number(expected.get("klsum")));
          close(form + " obj", actual.objective(), number(expected.get("obj")));
          close(form + " W_lambda", actual.gradients().wLambda(), gradients.wLambda());
          close(form + " b_lambda", row(actual.gradients().bLambda()), row(gradients.bLambda()));
          close(form + " W_k", actual.gradients().wK(), gradients.wK());
          close(form + " b_k", row(actual.gradients().bK()), row(gradients.bK()));
          close(form + " W_f", actual.gradients().wF(), gradients.wF());
        }
      }
    }
  }

  private static BlockKernel kernel(
      HostDevice device, ResidentSlabs resident, MemoryPlan plan, double[] epsilon) {
    float[] noise = new float[epsilon.length];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) Math.log(-Math.log(epsilon[i]));
    }
    return new CudaKernel(
        device,
        resident,
        plan,
        CpuKernel::new,
        notice -> {
          throw new AssertionError(notice);
        },
        noise);
  }

  /** Frobenius norm of the gap, relative to that of the expected block. */
  private static void close(String name, double[][] actual, double[][] expected) {
    double gap = 0;
    double size = 0;
    for (int i = 0; i < expected.length; i++) {
      for (int j = 0; j < expected[i].length; j++) {
        gap += Math.pow(actual[i][j] - expected[i][j], 2);
        size += Math.pow(expected[i][j], 2);
      }
    }
    assertThat(Math.sqrt(gap))
        .as(name)
        .isLessThanOrEqualTo(FLOAT32 * (size == 0 ? 1 : Math.sqrt(size)));
  }

  private static void close(String name, double actual, double expected) {
    close(name, new double[][] {{actual}}, new double[][] {{expected}});
  }

  private static double[][] row(double[] vector) {
    return new double[][] {vector};
  }
}
