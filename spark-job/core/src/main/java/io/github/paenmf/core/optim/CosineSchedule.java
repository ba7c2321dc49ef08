package io.github.paenmf.core.optim;

/** A factor that falls from 1 to 0 along half a cosine (Loshchilov and Hutter, 2017). */
public final class CosineSchedule {

  private CosineSchedule() {}

  /**
   * The factor of one round.
   *
   * @param round 0 for the first
   * @param rounds length of the schedule, at least 1
   * @return in [0, 1]; 0 from {@code rounds} on
   */
  public static double factor(double round, double rounds) {
    return round >= rounds ? 0 : 0.5 * (1 + Math.cos(Math.PI * round / rounds));
  }
}
