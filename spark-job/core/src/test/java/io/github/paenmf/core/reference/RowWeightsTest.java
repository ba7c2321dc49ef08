package io.github.paenmf.core.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.github.paenmf.core.latent.Reading;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A row of weight 2 counts as two rows, one of weight 0 as none. */
class RowWeightsTest {

  @Property(tries = 40)
  void weightsCountRows(@ForAll long seed, @ForAll Reading reading) {
    RandomCase weighted = RandomCase.of(seed, reading);
    List<double[]> x = new ArrayList<>();
    List<double[]> epsilon = new ArrayList<>();
    for (int i = 0; i < weighted.x().length; i++) {
      for (int copy = 0; copy < weighted.rowWeights()[i]; copy++) {
        x.add(weighted.x()[i]);
        epsilon.add(weighted.epsilon()[i]);
      }
    }
    Evaluation once =
        ReferenceObjective.naive(
            weighted.settings(),
            weighted.x(),
            weighted.epsilon(),
            weighted.rowWeights(),
            weighted.weights());
    Evaluation repeated =
        ReferenceObjective.naive(
            weighted.settings(),
            x.toArray(double[][]::new),
            epsilon.toArray(double[][]::new),
            null,
            weighted.weights());
    assertThat(once.objective())
        .isCloseTo(repeated.objective(), within(1e-12 * Math.abs(repeated.objective())));
    double[] bias = repeated.gradients().bLambda();
    for (int j = 0; j < bias.length; j++) {
      double size = 1 + Math.abs(bias[j]) + Math.abs(repeated.objective());
      assertThat(once.gradients().bLambda()[j]).isCloseTo(bias[j], within(1e-11 * size));
    }
  }
}
