package io.github.paenmf.cuda.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.cuda.device.Queue;
import io.github.paenmf.cuda.host.HostDevice;
import io.github.paenmf.cuda.memory.Uploads;
import io.github.paenmf.cuda.slab.DeviceSlab;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The kernels for few columns, which only large slabs use, against sums in double. */
class NarrowProductTest {

  private static final double CLOSE = 2e-6;

  private final SplittableRandom random = new SplittableRandom(5);

  /** Rows that fill no chunk or no step, features that fill no tile, one to three launches. */
  @ParameterizedTest
  @CsvSource({
    "300, 12, 1",
    "1001, 260, 16",
    "130, 516, 17",
    "2563, 8, 50",
    "64, 256, 52",
    "77, 20, 115"
  })
  void theSumsAreThoseOfDoubles(int n, int m, int width) {
    float[] x = uniform(n * m);
    float[] latents = uniform(n * width);
    double[] found = new double[m * width];
    try (HostDevice device = new HostDevice(1 << 26);
        Queue queue = device.openQueue();
        DeviceArithmetic arithmetic = new DeviceArithmetic(device, queue, 1 << 24);
        Uploads uploads = open(device, queue)) {
      long into = device.allocate(4L * (x.length + latents.length) + 8L * found.length);
      long at = into + 8L * found.length;
      long latentsAt = at + 4L * x.length;
      uploads.to(at).add(x, 0, x.length).add(latents, 0, latents.length).end();
      queue.zero(into, 8L * found.length);
      DeviceSlab slab = new DeviceSlab(n, m, false, at, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
      arithmetic.reserve(slab, width, (long) m * width);

      arithmetic.backProjectNarrow(slab, latentsAt, width, into);

      ByteBuffer back = device.allocateHost(8 * found.length);
      queue.download(into, back, 8L * found.length);
      back.asDoubleBuffer().get(found);
      device.free(into);
    }
    for (int j = 0; j < width; j++) {
      for (int t = 0; t < m; t++) {
        double expected = 0;
        for (int i = 0; i < n; i++) {
          expected += (double) x[i * m + t] * latents[j * n + i];
        }
        assertThat(found[j * m + t])
            .as("column %d, feature %d", j, t)
            .isCloseTo(expected, org.assertj.core.data.Offset.offset(CLOSE * n));
      }
    }
  }

  private static Uploads open(HostDevice device, Queue queue) {
    queue.enter();
    return new Uploads(device, queue, 1 << 16);
  }

  private float[] uniform(int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble(0.5, 1.5);
    }
    return values;
  }
}
