package io.github.paenmf.core.tile;

/**
 * The parts in groups that panels hold: three vectors side by side, or two where one would stand
 * alone otherwise. A few parts that would fill less than a quarter of a vector stay outside the
 * groups.
 *
 * @param parts how many there are
 * @param lanes floats of a vector
 */
record PartGroups(int parts, int lanes) {

  /** Parts of a vector below which a vector of their own costs more than {@link NarrowProduct}. */
  private static final int QUARTERS = 4;

  private static final int USUAL = TileLoops.MOST_VECTORS;

  /** Parts outside the groups. */
  int left() {
    int rest = parts % lanes;
    return parts > lanes && rest * QUARTERS <= lanes ? rest : 0;
  }

  /** Vectors of all groups. */
  int vectors() {
    return (parts - left() + lanes - 1) / lanes;
  }

  /** Number of groups. */
  int count() {
    return (vectors() + USUAL - 1) / USUAL;
  }

  /** Vectors of a group. */
  int vectors(int group) {
    return vectorsBefore(group + 1) - vectorsBefore(group);
  }

  /** Vectors of all groups before one. */
  private int vectorsBefore(int group) {
    int usual = group * USUAL;
    // The last but one gives a vector to the last.
    boolean gives = group == count() - 1 && group > 0 && vectors() % USUAL == 1;
    return gives ? usual - 1 : Math.min(usual, vectors());
  }

  /** Floats of a row of a group's panel. */
  int width(int group) {
    return vectors(group) * lanes;
  }

  /** First part of a group. */
  int start(int group) {
    return vectorsBefore(group) * lanes;
  }

  /** Parts of a group. */
  int size(int group) {
    return group < count() - 1 ? width(group) : parts - left() - start(group);
  }
}
