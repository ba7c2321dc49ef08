package io.github.paenmf.core.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Sets of ranks as people write them: {@code 2..20}, {@code 4,9,25}, or both. */
public final class Ranks {

  private Ranks() {}

  /**
   * Reads a set of ranks.
   *
   * @return ascending, each once
   * @throws IllegalArgumentException when a piece is no number or range of numbers of at least 1
   */
  public static List<Integer> parse(String text) {
    TreeSet<Integer> ranks = new TreeSet<>();
    for (String piece : text.split(",", -1)) {
      String[] ends = piece.strip().split("\\.\\.", -1);
      if (ends.length > 2) {
        throw malformed(text, piece);
      }
      int from = number(text, ends[0]);
      int to = ends.length == 2 ? number(text, ends[1]) : from;
      if (from > to) {
        throw malformed(text, piece);
      }
      for (int rank = from; rank <= to; rank++) {
        ranks.add(rank);
      }
    }
    return List.copyOf(ranks);
  }

  private static int number(String text, String piece) {
    try {
      int value = Integer.parseInt(piece.strip());
      if (value >= 1 && value <= 100_000) {
        return value;
      }
    } catch (NumberFormatException e) {
      throw malformed(text, piece);
    }
    throw malformed(text, piece);
  }

  private static IllegalArgumentException malformed(String text, String piece) {
    return new IllegalArgumentException(
        "ranks '%s': found '%s', expected ranks of at least 1 as in 2..20 or 4,9,25"
            .formatted(text, piece));
  }

  /** The ranks with runs of neighbours drawn together. */
  public static String text(List<Integer> ranks) {
    List<String> pieces = new ArrayList<>();
    for (int i = 0; i < ranks.size(); ) {
      int end = i;
      while (end + 1 < ranks.size() && ranks.get(end + 1) == ranks.get(end) + 1) {
        end++;
      }
      int length = end - i + 1;
      if (length > 2) {
        pieces.add(ranks.get(i) + " to " + ranks.get(end));
      } else {
        for (int k = i; k <= end; k++) {
          pieces.add(String.valueOf(ranks.get(k)));
        }
      }
      i = end + 1;
    }
    return String.join(", ", pieces);
  }
}
