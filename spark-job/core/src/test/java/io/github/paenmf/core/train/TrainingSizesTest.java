package io.github.paenmf.core.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.block.BlockSelection;
import io.github.paenmf.core.block.DataPoint;
import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.PosteriorPass;
import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.core.kernel.CpuKernel;
import io.github.paenmf.core.pass.Pass;
import io.github.paenmf.core.pass.Statistics;
import io.github.paenmf.core.pass.Whitening;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSizesTest {

  /** What passes and sums really weigh when they travel, in all phases of a fit. */
  private static final class Weighing implements StatisticsSource {
    private final StatisticsSource source;
    private long pass;
    private long sums;

    Weighing(StatisticsSource source) {
      this.source = source;
    }

    @Override
    public int features() {
      return source.features();
    }

    @Override
    public long rows() {
      return source.rows();
    }

    @Override
    public int exogenous() {
      return source.exogenous();
    }

    @Override
    public int partitions() {
      return source.partitions();
    }

    @Override
    public String name() {
      return source.name();
    }

    @Override
    public String backend() {
      return source.backend();
    }

    @Override
    public <S extends Statistics<S>> S run(Pass<S> toRun, String description) {
      S result = source.run(toRun, description);
      pass = Math.max(pass, bytes(toRun));
      sums = Math.max(sums, bytes(result));
      return result;
    }

    @Override
    public StatisticsSource view(BlockSelection selection) {
      return source.view(selection);
    }

    @Override
    public void cacheScores(Whitening whitening) {
      source.cacheScores(whitening);
    }

    @Override
    public void close() {
      source.close();
    }

    private static long bytes(Object object) {
      long[] count = new long[1];
      OutputStream counting =
          new OutputStream() {
            @Override
            public void write(int b) {
              count[0]++;
            }

            @Override
            public void write(byte[] b, int from, int length) {
              count[0] += length;
            }
          };
      try (ObjectOutputStream out = new ObjectOutputStream(counting)) {
        out.writeObject(object);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return count[0];
    }
  }

  @ParameterizedTest
  @CsvSource({"300, 500, 4", "60, 900, 20", "900, 150, 12", "500, 400, 60"})
  void theLargestPassAndSumsAreForeseen(int rows, int features, int rank) {
    SplittableRandom random = new SplittableRandom(1);
    List<DataPoint> points = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float[] values = new float[features];
      for (int t = 0; t < features; t++) {
        values[t] = (float) random.nextDouble();
      }
      points.add(DataPoint.dense(values, 1));
    }
    BlockLayout layout = BlockLayout.of(rows, features, (long) rows * features, 0, 1);
    TrainingParams params = TrainingParams.builder(rank).initSteps(1).maxIter(1).build();
    try (Weighing source =
        new Weighing(InProcessSource.of(points, features, layout, CpuKernel::new, 1))) {
      TrainingResult result = new Trainer(params, TrainingListener.SILENT).fit(source);
      FittedModel model = FittedModel.of(result.weights(), result.whitening(), params.latent(), 1);
      source.run(PosteriorPass.of(model, 1, StoredPosteriors.MOST, rows), "posteriors");

      TrainingSizes sizes = TrainingSizes.of(rows, features, rank);
      // Java's serialisation adds about a kilobyte of names.
      assertThat(source.pass).isLessThan(sizes.passBytes() + 4096);
      assertThat(source.sums).isLessThan(sizes.sumsBytes() + 4096);
      assertThat((double) source.pass).isGreaterThan(0.6 * sizes.passBytes());
      assertThat((double) source.sums).isGreaterThan(0.5 * sizes.sumsBytes());
    }
  }

  @Test
  void aModelLongerThanAnArrayIsRefused() {
    assertThatThrownBy(() -> TrainingSizes.of(1_000_000, 30_000_000, 100))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank 100 with 30000000 features")
        .hasMessageContaining("lower the rank or select features");
  }
}
