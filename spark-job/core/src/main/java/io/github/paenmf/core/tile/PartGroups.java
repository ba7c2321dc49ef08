package io.github.paenmf.core.tile;

/**
 * The parts in groups that panels hold: three vectors side by side, where that cannot be four, two
 * or one. A few parts that would fill less than a quarter of a vector stay outside the groups.
 *
 * @param parts how many there are
 * @param lanes floats of a vector
 */
record PartGroups(int parts, int lanes) {

  /** Parts of a vector below which a vector of their own costs more than {@link NarrowProduct}. */
  private static final int QUARTERS = 4;

  private static final int USUAL = 3;

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
    int all = vectors();
    boolean four = all % USUAL == 1 && all > USUAL;
    return four ? all / USUAL : (all + USUAL - 1) / USUAL;
  }

  /** Vectors of a group; the last one differs. */
  int vectors(int group) {
    return group < count() - 1 ? USUAL : vectors() - group * USUAL;
  }

  /** Floats of a row of a group's panel. */
  int width(int group) {
    return vectors(group) * lanes;
  }

  /** First part of a group. */
  int start(int group) {
    return group * USUAL * lanes;
  }

  /** Parts of a group. */
  int size(int group) {
    return group < count() - 1 ? width(group) : parts - left() - start(group);
  }
}
