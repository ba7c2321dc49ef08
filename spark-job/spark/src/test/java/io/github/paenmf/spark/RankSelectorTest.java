package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.rank.Curve;
import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RankSelectorTest {

  private static final int RANK = 3;
  private static final Dataset<Row> TABLE =
      KnownTable.frame(KnownTable.rows(200, 25, RANK, 7, 0.1), 2, false);

  private static RankSelector selector() {
    return new RankSelector("selector")
        .setEstimator(new PaeNmf("inner").setSeed(3))
        .setRanks(5, 2, 3, 4)
        .setRestarts(3);
  }

  @Test
  void theRankIsFoundAndItsModelIsTheEstimatorsOwn() {
    RankSelectorModel model = selector().fit(TABLE);
    assertThat(model.bestRank()).isEqualTo(RANK);
    assertThat(model.table().ranks()).containsExactly(2, 3, 4, 5);
    assertThat(model.table().curves()).allMatch(Curve::isKnown);
    PaeNmfModel alone = new PaeNmf("inner").setSeed(3).setRank(RANK).fit(TABLE);
    assertThat(model.bestModel().fitted().encoder().parts())
        .isEqualTo(alone.fitted().encoder().parts());
    assertThat(model.bestModel().summary().negativeElbo())
        .isEqualTo(alone.summary().negativeElbo());
  }

  /** Ranks as parallel Spark jobs over blocks on executors say what they say in process. */
  @Test
  void ranksSideBySideOnExecutorsAreJudgedAlike() {
    judgedAlike(selector().setRanks(2, 3).setCriteria("model-length-gamma", "mdl"));
  }

  /** Criteria that take some of the rows, or hide features. */
  @Test
  void selectionsOfDistributedRowsAreJudgedAlike() {
    judgedAlike(selector().setRanks(2).setCriteria("held-out", "pac").setRestarts(2));
  }

  private static void judgedAlike(RankSelector selector) {
    PaeNmf inner = new PaeNmf("inner").setMaxIter(20).setInitSteps(10).setPartitions(3);
    RankSelectorModel here = selector.setEstimator(inner.setSource("in-process")).fit(TABLE);
    RankSelectorModel there = selector.setEstimator(inner.setSource("distributed")).fit(TABLE);
    assertThat(here.bestModel().summary().source()).isEqualTo("in-process");
    assertThat(there.bestModel().summary().source()).isEqualTo("distributed");
    for (Curve curve : here.table().curves()) {
      for (int rank : here.table().ranks()) {
        double value = curve.valueAt(rank);
        assertThat(there.table().curve(curve.criterion()).valueAt(rank))
            .as("%s at %d", curve.criterion(), rank)
            .isCloseTo(value, within(1e-3 * Math.abs(value) + 1e-9));
      }
    }
  }

  @Test
  void estimatorAndModelAreSavedAndRead(@TempDir Path folder) throws Exception {
    RankSelector selector = selector().setRanks(2, 3).setCriteria("mdl").setCriterion("mdl");
    selector.write().save(folder.resolve("selector").toString());
    RankSelector read = RankSelector.load(folder.resolve("selector").toString());
    assertThat(read.getRanks()).containsExactly(2, 3);
    assertThat(read.getCriterion()).isEqualTo("mdl");
    assertThat(read.getEstimator().getSeed()).isEqualTo(3);

    RankSelectorModel model = read.fit(TABLE);
    model.write().save(folder.resolve("model").toString());
    RankSelectorModel readModel = RankSelectorModel.load(folder.resolve("model").toString());
    assertThat(readModel.table()).isEqualTo(model.table());
    assertThat(readModel.transform(TABLE).collectAsList())
        .isEqualTo(model.transform(TABLE).collectAsList());
  }

  @Test
  void paramsOutOfTheirDomainAreRefused() {
    assertThatThrownBy(() -> selector().setRestarts(1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> selector().setFolds(1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> selector().setRanks(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> selector().setCriteria("aic"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> selector().setRanks(2, 26).fit(TABLE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("rank is 26, expected 1 to 25");
  }

  @Test
  void copiesCarryTheEstimator() {
    RankSelector copy = selector().copy(new org.apache.spark.ml.param.ParamMap());
    assertThat(copy.getEstimator().getSeed()).isEqualTo(3);
    assertThat(copy.getRestarts()).isEqualTo(3);
  }
}
