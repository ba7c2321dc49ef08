package io.github.paenmf.core.rank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class CurveTest {

  private static final List<Integer> RANKS = List.of(2, 3, 4, 5);
  private static final double NAN = Double.NaN;

  @Test
  void theLowestIsBestWhereLowIsGood() {
    Curve curve = exact(true, 9, 4, 5, 10);
    assertThat(curve.best()).isEqualTo(3);
    assertThat(curve.runnerUp()).isEqualTo(4);
    assertThat(curve.lead()).isEqualTo(1);
  }

  @Test
  void theHighestIsBestWhereHighIsGood() {
    Curve curve = exact(false, 0.9, 1, 1, 0.7);
    assertThat(curve.best()).isEqualTo(4);
    assertThat(curve.runnerUp()).isEqualTo(3);
  }

  @Test
  void flatRanksLieWithinAShareOfTheHeight() {
    Curve curve = exact(true, 104, 4, 5, 7);
    assertThat(curve.flat(0)).containsExactly(3);
    assertThat(curve.flat(0.011)).containsExactly(3, 4);
    assertThat(curve.flat(0.05)).containsExactly(3, 4, 5);
  }

  @Test
  void theSmallestRankWithinOneErrorIsTaken() {
    Curve curve =
        new Curve(
            "held-out", "error", true, RANKS, List.of(9., 4., 3.5, 3.4), List.of(1., 1., 1., 1.));
    assertThat(curve.best()).isEqualTo(3);
    assertThat(curve.runnerUp()).isEqualTo(5);
    assertThat(curve.lead()).isNegative();
    assertThat(curve.flat(0)).containsExactly(3, 4, 5);
  }

  @Test
  void whatIsNotKnownIsLeftOut() {
    Curve curve = exact(true, NAN, 4, NAN, 3);
    assertThat(curve.best()).isEqualTo(5);
    assertThat(curve.runnerUp()).isEqualTo(3);
    assertThat(exact(true, NAN, NAN, NAN, NAN).isKnown()).isFalse();
    assertThatThrownBy(() -> exact(true, NAN, NAN, NAN, NAN).best())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("could judge none");
  }

  @Test
  void confidenceIsSaidInWords() {
    RankTable table =
        new RankTable(
            RANKS,
            List.of(
                exact(true, 900, 400, 650, 1000),
                named("b", false, 0.1, 0.2, 0.3, 0.1),
                named("c", true, 9, 8, 7, 6)),
            "a",
            0.01);
    assertThat(table.rank()).isEqualTo(3);
    assertThat(table.confidence())
        .isEqualTo(
            "rank 3 by a, ahead of rank 4 by 250 bits; no other rank is nearly as good; 1 of 2"
                + " other criteria choose this rank or a neighbour");
  }

  @Test
  void theEdgeOfTheRanksTriedIsPointedOut() {
    RankTable table = new RankTable(RANKS, List.of(exact(true, 9, 8, 7, 6.999)), "a", 0.01);
    assertThat(table.confidence())
        .contains("ranks 4, 5 are nearly as good")
        .contains("largest rank tried");
  }

  @Test
  void aTableGoesThroughJson() throws IOException {
    RankTable table =
        new RankTable(
            RANKS,
            List.of(exact(true, 1.25, NAN, 0.1, 3), named("b", false, 1, 2, 3, 4)),
            "a",
            0.01);
    RankTable read = RankTableJson.read(RankTableJson.of(table).toString());
    assertThat(read).isEqualTo(table);
    assertThat(RankTableJson.of(table).path("table").get(2).path("a").asDouble()).isEqualTo(0.1);
    assertThat(RankTableJson.of(table).path("rank").asInt()).isEqualTo(4);
  }

  @Test
  void otherJsonIsRefused() {
    assertThatThrownBy(() -> RankTableJson.read("{\"rank\":3}")).isInstanceOf(IOException.class);
  }

  private static Curve exact(boolean lowerIsBetter, double... values) {
    return named("a", lowerIsBetter, values);
  }

  private static Curve named(String name, boolean lowerIsBetter, double... values) {
    return new Curve(
        name,
        "bits",
        lowerIsBetter,
        RANKS,
        java.util.Arrays.stream(values).boxed().toList(),
        Collections.nCopies(values.length, 0.0));
  }
}
