package io.github.paenmf.core.tile;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PartGroupsTest {

  @Property
  void groupsAndPartsLeftCoverAllPartsOnce(@ForAll @IntRange(min = 1, max = 400) int parts) {
    PartGroups groups = new PartGroups(parts, 16);
    int next = 0;
    int vectors = 0;
    for (int g = 0; g < groups.count(); g++) {
      assertThat(groups.start(g)).isEqualTo(next);
      assertThat(groups.vectors(g)).isBetween(1, TileLoops.MOST_VECTORS);
      assertThat(groups.vectors(g) * TileLoops.height(groups.vectors(g)))
          .isLessThanOrEqualTo(TileLoops.MOST_REGISTERS);
      assertThat(groups.size(g)).isBetween(groups.width(g) - 15, groups.width(g));
      next += groups.size(g);
      vectors += groups.vectors(g);
    }
    assertThat(next + groups.left()).isEqualTo(parts);
    assertThat(groups.vectors()).isEqualTo(vectors);
    assertThat(groups.left()).isBetween(0, 4);
  }

  @Example
  void noVectorStandsAloneBesideOthers() {
    PartGroups groups = new PartGroups(7 * 16, 16);
    assertThat(groups.count()).isEqualTo(3);
    assertThat(groups.vectors(0)).isEqualTo(3);
    assertThat(groups.vectors(1)).isEqualTo(2);
    assertThat(groups.vectors(2)).isEqualTo(2);
    assertThat(new PartGroups(4 * 16, 16).vectors(0)).isEqualTo(2);
    assertThat(new PartGroups(16, 16).vectors(0)).isEqualTo(1);
  }

  @Example
  void aFewPartsGetNoVectorOfTheirOwnUnlessTheyAreAlone() {
    assertThat(new PartGroups(50, 16).left()).isEqualTo(2);
    assertThat(new PartGroups(81, 16).left()).isEqualTo(1);
    assertThat(new PartGroups(53, 16).left()).isZero();
    assertThat(new PartGroups(4, 16).left()).isZero();
  }
}
