package io.github.paenmf.bench.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.github.paenmf.core.train.TrainingParams;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgreementTest {

  private static final Path DATA = Path.of(System.getProperty("data.dir", "no data.dir"));

  /** Rounding of the range finder is enough to turn a fit of the prices into another optimum. */
  @ParameterizedTest
  @ValueSource(strings = {"finance", "genes"})
  void partitionsAgree(String name) {
    assumeThat(DATA.resolve("paper")).as("the real tables (-Ddata.dir)").isDirectory();
    StudyTable table = StudyTable.named(name, DATA);
    TrainingParams params = TrainingParams.builder(table.rank()).build();
    StudyFit one = StudyFit.of(table, params, 1);
    int features = one.result().weights().features();
    for (int partitions : new int[] {2, 3, 7}) {
      StudyFit many = StudyFit.of(table, params, partitions);
      assertThat(
              Math.abs(
                  many.result().figures().negativeElbo() - one.result().figures().negativeElbo()))
          .as("%d partitions", partitions)
          .isLessThanOrEqualTo(PartsDistance.nats(features));
      assertThat(PartsDistance.worst(many.result().weights(), one.result().weights()))
          .as("%d partitions", partitions)
          .isLessThanOrEqualTo(PartsDistance.LIMIT);
    }
  }
}
