package io.github.paenmf.core.tile;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RowGroupsTest {

  @Property
  void groupsCoverTheRowsAndWasteLessThanASmallOne(@ForAll @IntRange(min = 0, max = 200) int rows) {
    RowGroups groups = new RowGroups(rows);
    int next = 0;
    for (int g = 0; g < groups.count(); g++) {
      assertThat(groups.start(g)).isEqualTo(next);
      assertThat(groups.size(g)).isIn(TileLoops.LARGE, TileLoops.SMALL);
      next += groups.size(g);
    }
    assertThat(groups.padded()).isEqualTo(next).isBetween(rows, rows + TileLoops.SMALL - 1);
  }

  @Example
  void aGroupsColumnsStandSideBySideFilledUpWithZeros() {
    // Three rows of two columns, 10 apart.
    float[] from = {9, 1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 5, 6};
    float[] into = new float[9];
    into[8] = 7;
    new RowGroups(3).lay(from, 1, 10, 2, into, 0);
    assertThat(into).containsExactly(1, 3, 5, 0, 2, 4, 6, 0, 7);
    float[] nine = {1, 2, 3, 4, 5, 6, 7, 8, 9};
    float[] groups = new float[12];
    new RowGroups(9).lay(nine, 0, 1, 1, groups, 0);
    assertThat(groups).containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 0, 0);
  }
}
