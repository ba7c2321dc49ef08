package io.github.paenmf.job.report.draw;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.job.report.ImageShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrawTest {

  @Test
  void markupBecomesText() {
    assertThat(Markup.escape("<a href='x'>&\"\u0000\u0085\n"))
        .isEqualTo("&lt;a href=&#39;x&#39;&gt;&amp;&quot;\uFFFD\uFFFD ");
    assertThat(Markup.escape("\ud83d\ude00 \ud83d")).isEqualTo("\ud83d\ude00 \uFFFD");
  }

  @Test
  void shorteningCutsNoPair() {
    assertThat(TextWidth.fit("\ud83d\ude00\ud83d\ude00\ud83d\ude00", 30))
        .isEqualTo("\ud83d\ude00\u2026");
    assertThat(TextWidth.fit("same", 40)).isEqualTo("same");
    assertThat(TextWidth.fit("a name that is far too long", 60))
        .hasSizeLessThan(12)
        .endsWith("\u2026");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "1234.5678, 1235",
    "-497.6227, -497.6",
    "0.0648247, 0.06482",
    "0.00001234, 1.234e-5",
    "25000000, 2.5e7",
    "100, 100",
    "NaN, not known"
  })
  void numbersReadWell(double value, String text) {
    assertThat(Numbers.text(value)).isEqualTo(text);
  }

  @Test
  void linearTicksAreRound() {
    assertThat(Axis.linear(0, 1.03).ticks(5)).containsExactly(0.0, 0.5, 1.0);
    assertThat(Axis.linear(-7, 12).ticks(4)).containsExactly(-5.0, 0.0, 5.0, 10.0);
  }

  @Test
  void heavyTailsGetALogarithmicAxis() {
    double[] values = new double[100];
    for (int i = 0; i < values.length; i++) {
      values[i] = i == 0 ? 0 : Math.pow(10, -4.0 * i / 100);
    }
    Axis axis = Axis.forAmounts(values);

    assertThat(axis.kind()).isEqualTo(Axis.Kind.LOG);
    assertThat(axis.place(0)).isZero();
    assertThat(axis.place(1)).isBetween(0.9, 1.0);
    assertThat(Axis.forAmounts(new double[] {1, 2, 3}).kind()).isEqualTo(Axis.Kind.LINEAR);
    assertThat(Axis.forAmounts(new double[] {0, 0}).place(0)).isZero();
  }

  @Test
  void pixelsGoDownColumnsOnRequest() {
    double[] features = {1, 2, 3, 4, 5, 6};

    assertThat(new ImageShape(2, 3, false).pixels(features)).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(new ImageShape(2, 3, true).pixels(features)).containsExactly(1, 3, 5, 2, 4, 6);
  }
}
