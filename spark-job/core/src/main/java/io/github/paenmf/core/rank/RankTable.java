package io.github.paenmf.core.rank;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * All curves over the ranks tried, and the rank that one of them chooses.
 *
 * @param ranks tried, ascending
 * @param curves one a criterion
 * @param criterion name of the one that chooses
 * @param tolerance share of a curve's height within which ranks count as equally good
 */
public record RankTable(
    List<Integer> ranks, List<Curve> curves, String criterion, double tolerance) {

  /** Share of a curve's height within which ranks count as equally good, unless told otherwise. */
  public static final double TOLERANCE = 0.01;

  /** Copies the lists. */
  public RankTable {
    ranks = List.copyOf(ranks);
    curves = List.copyOf(curves);
  }

  /** The rank chosen. */
  public int rank() {
    return chooser().best();
  }

  /** The curve that chooses. */
  public Curve chooser() {
    return curve(criterion);
  }

  /**
   * The curve of a criterion.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public Curve curve(String name) {
    return curves.stream()
        .filter(curve -> curve.criterion().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no curve of the criterion " + name));
  }

  /** The other criteria whose best rank differs by at most one from the rank chosen. */
  public List<String> agreeing() {
    List<String> names = new ArrayList<>();
    for (Curve curve : others()) {
      if (Math.abs(curve.best() - rank()) <= 1) {
        names.add(curve.criterion());
      }
    }
    return names;
  }

  private List<Curve> others() {
    return curves.stream()
        .filter(curve -> !curve.criterion().equals(criterion) && curve.isKnown())
        .toList();
  }

  /** How sure the choice is, in plain words. */
  public String confidence() {
    Curve chooser = chooser();
    int rank = rank();
    StringBuilder text = new StringBuilder();
    text.append(String.format(Locale.ROOT, "rank %d by %s", rank, criterion));
    int second = chooser.runnerUp();
    if (second < 0) {
      return text.append("; it is the only rank that could be judged").toString();
    }
    String lead = number(Math.abs(chooser.lead())) + " " + unit();
    text.append(
        chooser.lead() < 0
            ? ", the smallest within one standard error of rank %d, which is better by %s"
                .formatted(second, lead)
            : ", ahead of rank %d by %s".formatted(second, lead));
    List<Integer> flat = chooser.flat(tolerance);
    if (flat.size() > 1) {
      text.append("; ranks ").append(Ranks.text(flat)).append(" are nearly as good");
    } else {
      text.append("; no other rank is nearly as good");
    }
    List<Curve> others = others();
    if (!others.isEmpty()) {
      text.append(
          String.format(
              Locale.ROOT,
              "; %d of %d other criteria choose this rank or a neighbour",
              agreeing().size(),
              others.size()));
    }
    if (rank == ranks.get(ranks.size() - 1) && ranks.size() > 1) {
      text.append("; it is the largest rank tried, so try larger ones before trusting it");
    } else if (rank == ranks.get(0) && rank > 1) {
      text.append("; it is the smallest rank tried, so try smaller ones before trusting it");
    }
    return text.toString();
  }

  private String unit() {
    return chooser().unit().equals("bits") ? "bits" : "in " + chooser().unit();
  }

  private static String number(double value) {
    return value >= 100
        ? String.format(Locale.ROOT, "%.0f", value)
        : String.format(Locale.ROOT, "%.3g", value);
  }
}
