package io.github.paenmf.cuda.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.latent.Activation;
import io.github.paenmf.core.latent.LatentArithmetic;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.latent.LatentTile;
import io.github.paenmf.core.latent.Noise;
import io.github.paenmf.core.latent.Reading;
import io.github.paenmf.cuda.device.Queue;
import io.github.paenmf.cuda.host.HostDevice;
import io.github.paenmf.cuda.memory.Uploads;
import io.github.paenmf.cuda.slab.DeviceSlab;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The fused kernel gives the very bits of core's plain loops, from tiny to enormous inputs. */
class LatentBitsTest {

  private static final int N = 500;
  private static final int R = 6;
  private static final int CELLS = N * R;
  private static final double[] PRIOR_SHAPES = {1, 0.6, 2.5};

  @ParameterizedTest
  @EnumSource
  void theBitsAreThoseOfThePlainLoops(Activation activation) {
    for (Reading reading : Reading.values()) {
      for (double priorShape : PRIOR_SHAPES) {
        check(
            new LatentSpec(
                activation, activation, 1e-3f, 0.1f, -1e3f, 1e6f, -10f, 9f, priorShape, 0.8),
            reading);
      }
    }
  }

  private static void check(LatentSpec spec, Reading reading) {
    SplittableRandom random = new SplittableRandom(spec.hashCode());
    float[] a = new float[CELLS];
    float[] c = new float[CELLS];
    for (int i = 0; i < CELLS; i++) {
      // Every tenth far out.
      double reach = i % 10 == 0 ? 1e4 : 4;
      a[i] = (float) random.nextDouble(-reach, reach);
      c[i] = (float) random.nextDouble(-reach, reach);
    }
    long[] keys = random.longs(N).toArray();
    float[] penalty = {0f, 0.5f, 1f, 2f, 3f, 40f};

    LatentTile tile = new LatentTile();
    tile.reserve(N, R, true);
    System.arraycopy(a, 0, tile.a(), 0, CELLS);
    System.arraycopy(c, 0, tile.c(), 0, CELLS);
    LatentArithmetic.plain()
        .forward(spec, reading, 5, 9, keys, null, 0.7, penalty, N, R, true, tile);

    try (HostDevice device = new HostDevice(1 << 24);
        Queue queue = device.openQueue();
        DeviceArithmetic arithmetic = new DeviceArithmetic(device, queue, 1 << 20)) {
      queue.enter();
      long start = device.allocate(LatentArrays.size(N, R));
      long more = device.allocate(8L * N + 4L * 3 * R);
      LatentArrays at = LatentArrays.of(start, N, R);
      Uploads uploads = new Uploads(device, queue, 1 << 12);
      uploads.to(at.a()).add(a, 0, CELLS).end();
      uploads.to(at.c()).add(c, 0, CELLS).end();
      uploads.to(more).add(keys).end();
      long biases = more + 8L * N;
      uploads.to(biases).add(new float[2 * R], 0, 2 * R).add(penalty, 0, R).end();
      DeviceSlab slab = new DeviceSlab(N, 1, false, 0, 0, 0, 0, 0, 0, 0, 0, 0, more, 0, 0, 0);
      arithmetic.forward(
          slab,
          at,
          R,
          spec,
          reading,
          Noise.roundKey(5, 9),
          0.7,
          biases,
          biases + 8L * R,
          0,
          true,
          null);
      same("h", tile.h(), read(device, queue, at.h()));
      same("hByA", tile.hByA(), read(device, queue, at.hByA()));
      same("hByC", tile.hByC(), read(device, queue, at.hByC()));
      same("gradA", tile.gradA(), read(device, queue, at.a()));
      same("gradC", tile.gradC(), read(device, queue, at.c()));
      same("mean", tile.mean(), read(device, queue, at.mean()));
      same("variance", tile.variance(), read(device, queue, at.variance()));
      float[] kl = read(device, queue, at.kl());
      for (int i = 0; i < N; i++) {
        double sum = 0;
        for (int j = 0; j < R; j++) {
          sum += kl[j * N + i];
        }
        // The plain loops keep a row's sum in two floats.
        assertThat(sum)
            .isCloseTo(tile.rowKl()[i], org.assertj.core.data.Percentage.withPercentage(1e-5));
      }
      uploads.close();
      device.free(start);
      device.free(more);
    }
  }

  private static float[] read(HostDevice device, Queue queue, long address) {
    ByteBuffer buffer = device.allocateHost(CELLS * Float.BYTES);
    queue.download(address, buffer, CELLS * Float.BYTES);
    float[] values = new float[CELLS];
    buffer.asFloatBuffer().get(values);
    return values;
  }

  private static void same(String name, float[] expected, float[] actual) {
    for (int i = 0; i < CELLS; i++) {
      // 0 and -0 are the same number.
      assertThat(Float.floatToIntBits(actual[i] + 0f))
          .as("%s[%d]: %s, expected %s", name, i, actual[i], expected[i])
          .isEqualTo(Float.floatToIntBits(expected[i] + 0f));
    }
  }
}
