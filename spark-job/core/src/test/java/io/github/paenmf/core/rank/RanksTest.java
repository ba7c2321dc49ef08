package io.github.paenmf.core.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RanksTest {

  @Test
  void rangesAndListsAreRead() {
    assertThat(Ranks.parse("2..5")).containsExactly(2, 3, 4, 5);
    assertThat(Ranks.parse("25, 4,9")).containsExactly(4, 9, 25);
    assertThat(Ranks.parse("4,2..4,9")).containsExactly(2, 3, 4, 9);
    assertThat(Ranks.parse("7")).containsExactly(7);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0..3", "5..2", "2..3..4", "a", "2,,3", "2..", "-1", "99999999"})
  void anythingElseIsRefused(String text) {
    assertThatThrownBy(() -> Ranks.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("expected ranks");
  }

  @Test
  void runsAreWrittenTogether() {
    assertThat(Ranks.text(List.of(2, 3, 4, 9, 11, 12))).isEqualTo("2 to 4, 9, 11, 12");
  }
}
