package io.github.paenmf.core.tile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PiecesTest {

  @Property
  void fewWholeMultiplesOfNearlyTheSameSize(
      @ForAll @IntRange(min = 1, max = 5000) int length,
      @ForAll @IntRange(min = 1, max = 9) int units,
      @ForAll @IntRange(min = 1, max = 30) int unit) {
    List<Integer> pieces = pieces(length, units * unit, unit);
    assertThat(pieces.stream().mapToInt(Integer::intValue).sum()).isEqualTo(length);
    assertThat(pieces).hasSize((length + units * unit - 1) / (units * unit));
    List<Integer> wholes = pieces.subList(0, pieces.size() - 1);
    assertThat(wholes).allMatch(piece -> piece % unit == 0);
    assertThat(pieces).allMatch(piece -> piece <= units * unit);
    int longest = pieces.stream().mapToInt(Integer::intValue).max().orElseThrow();
    assertThat(pieces).allMatch(piece -> piece > longest - 2 * unit);
  }

  @Example
  void noneIsLeftWithAFew() {
    assertThat(pieces(262, 120, 24)).containsExactly(96, 96, 70);
    assertThat(pieces(121, 120, 24)).containsExactly(72, 49);
    assertThat(pieces(65, 96, 2)).containsExactly(65);
  }

  private static List<Integer> pieces(int length, int most, int unit) {
    List<Integer> pieces = new ArrayList<>();
    int end;
    for (int from = 0; from < length; from = end) {
      end = Pieces.end(from, length, most, unit);
      pieces.add(end - from);
    }
    return pieces;
  }
}
