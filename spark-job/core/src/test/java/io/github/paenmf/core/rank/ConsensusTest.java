package io.github.paenmf.core.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ConsensusTest {

  @Test
  void restartsThatAgreeAreCertain() {
    Consensus consensus = Consensus.of(new int[][] {{0, 0, 1, 1}, {1, 1, 0, 0}, {2, 2, 0, 0}});
    assertThat(consensus.cophenetic()).isCloseTo(1, within(1e-12));
    assertThat(consensus.dispersion()).isEqualTo(1);
    assertThat(consensus.ambiguous()).isZero();
  }

  /** Two restarts of three rows: rows 0 and 1 always together, row 2 with them half of the time. */
  @Test
  void halfAgreementIsAmbiguous() {
    Consensus consensus = Consensus.of(new int[][] {{0, 0, 0}, {0, 0, 1}});
    assertThat(consensus.ambiguous()).isCloseTo(2.0 / 3, within(1e-12));
    assertThat(consensus.dispersion()).isCloseTo(5.0 / 9, within(1e-12));
    assertThat(consensus.cophenetic()).isCloseTo(1, within(1e-12));
  }

  /**
   * Three restarts, rows 0 and 1 together in two, 1 and 2 in two, 0 and 2 in one: distances 1/3,
   * 1/3, 2/3, tree heights 1/3, 1/2, 1/2 in one of its two forms, correlation 1/2.
   */
  @Test
  void aChainFitsNoTree() {
    Consensus consensus = Consensus.of(new int[][] {{0, 0, 0}, {0, 0, 1}, {1, 0, 0}});
    assertThat(consensus.cophenetic()).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void oneClusterForAllSaysNothing() {
    assertThat(Consensus.of(new int[][] {{0, 0, 0}, {0, 0, 0}}).cophenetic()).isNaN();
  }

  @Test
  void aSingleRunIsRefused() {
    assertThatThrownBy(() -> Consensus.of(new int[][] {{0, 1}}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("always agrees with itself");
    assertThatThrownBy(() -> new ConsensusRuns(1, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("restarts is 1, expected at least 2");
  }
}
