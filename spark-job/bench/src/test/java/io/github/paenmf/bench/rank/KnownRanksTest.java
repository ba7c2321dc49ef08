package io.github.paenmf.bench.rank;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.rank.CriterionSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The default criterion finds ranks that are known. */
class KnownRanksTest {

  @ParameterizedTest
  @CsvSource({"3, .6", "7, .15", "10, .4"})
  void theDefaultFindsTheRank(int rank, double level) {
    KnownRankTable table =
        KnownRankTable.of(rank, 1, KnownRankTable.Noise.GAUSSIAN, level, 40 + rank);
    assertThat(KnownRanks.judge(table, 100, CriterionSet.DEFAULT).rank()).isEqualTo(rank);
  }

  @Test
  @Tag("long")
  void theDefaultFindsNineOfTen() {
    int found = 0;
    for (KnownRankTable table : KnownRanks.gaussian(1, 0)) {
      found += KnownRanks.judge(table, 100, CriterionSet.DEFAULT).rank() == table.rank() ? 1 : 0;
    }
    assertThat(found).isGreaterThanOrEqualTo(36);
  }
}
