package io.github.paenmf.core.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LbfgsTest {

  private static final double[] CURVATURES = {1, 3, 10, 40, 200};

  /** Minimises a quadratic with an exact line search. */
  private static double[] minimise(double[] start, double[] curvature, int steps) {
    double[] x = start.clone();
    List<float[]> moves = new ArrayList<>();
    List<float[]> changes = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      double[] gradient = gradient(x);
      double[] direction = Lbfgs.direction(gradient, moves, changes, curvature);
      double down = 0;
      double bend = 0;
      for (int i = 0; i < x.length; i++) {
        down += gradient[i] * direction[i];
        bend += CURVATURES[i] * direction[i] * direction[i];
      }
      assertThat(down).isNegative();
      float[] move = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        move[i] = (float) (-down / bend * direction[i]);
        x[i] += move[i];
      }
      float[] change = new float[x.length];
      double[] after = gradient(x);
      for (int i = 0; i < x.length; i++) {
        change[i] = (float) (after[i] - gradient[i]);
      }
      if (!Lbfgs.usable(move, change)) {
        break;
      }
      moves.add(move);
      changes.add(change);
    }
    return x;
  }

  private static double[] gradient(double[] x) {
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      gradient[i] = CURVATURES[i] * x[i];
    }
    return gradient;
  }

  private static double[] ones() {
    double[] ones = new double[CURVATURES.length];
    Arrays.fill(ones, 1);
    return ones;
  }

  private static double[] start() {
    SplittableRandom random = new SplittableRandom(5);
    return random.doubles(CURVATURES.length, -1, 1).toArray();
  }

  @Test
  void aQuadraticOfFiveVariablesTakesFiveSteps() {
    double[] minimum = minimise(start(), ones(), CURVATURES.length);
    for (double value : minimum) {
      assertThat(value).isCloseTo(0, within(1e-4));
    }
    assertThat(Math.abs(minimise(start(), ones(), 2)[0])).isGreaterThan(1e-3);
  }

  @Test
  void theTrueCurvatureTakesOneStep() {
    for (double value : minimise(start(), CURVATURES, 1)) {
      assertThat(value).isCloseTo(0, within(1e-6));
    }
  }

  @Test
  void aPairWithoutCurvatureIsOfNoUse() {
    assertThat(Lbfgs.usable(new float[] {1, 0}, new float[] {0, 1})).isFalse();
    assertThat(Lbfgs.usable(new float[] {1, 0}, new float[] {-1, 0})).isFalse();
    assertThat(Lbfgs.usable(new float[] {1, 0}, new float[] {2, 0})).isTrue();
  }
}
