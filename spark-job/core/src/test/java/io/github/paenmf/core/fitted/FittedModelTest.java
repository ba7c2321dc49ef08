package io.github.paenmf.core.fitted;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.matrix.RowMatrix;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.Whitening;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FittedModelTest {

  private static final int RANK = 2;
  private static final int INPUTS = 3;

  /** More than a piece. */
  private static final int FEATURES = RowMatrix.PIECE + 5;

  @Test
  void theEncoderOfRowsHasTheBitsOfItsPieces() {
    FittedModel model = model();
    Weights encoder = model().encoder();
    float[] piece = new float[10];
    model.shapeWeights().read(1, RowMatrix.PIECE - 5, 10, piece, 0);

    assertThat(model.scaleWeights().values()).isEqualTo(encoder.scaleCoefficients());
    assertThat(model.shapeWeights().values()).isEqualTo(encoder.shapeCoefficients());
    assertThat(piece[9]).isEqualTo(encoder.shapeCoefficients()[2 * FEATURES - 1]);
    assertThat(model.scaleBias()).isEqualTo(encoder.scaleBias());
    assertThat(model.shapeBias()).isEqualTo(encoder.shapeBias());
    double expected = 0;
    float[] directions = model.whitening().directions().values();
    for (int p = 0; p < INPUTS; p++) {
      expected +=
          (double) model.training().scaleCoefficients()[INPUTS + p]
              * directions[p * FEATURES + FEATURES - 1];
    }
    assertThat(encoder.scaleCoefficients()[2 * FEATURES - 1]).isEqualTo((float) expected);
  }

  @Test
  void theEncoderOfRowsIsNotSentAlong() throws Exception {
    FittedModel model = model();
    int before = bytes(model);
    model.encoder();

    assertThat(bytes(model)).isEqualTo(before).isLessThan(4 * FEATURES * (RANK + INPUTS + 1));
  }

  private static int bytes(FittedModel model) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(model);
    }
    return bytes.size();
  }

  private static FittedModel model() {
    SplittableRandom random = new SplittableRandom(7);
    Weights trained =
        new Weights(
            RANK,
            FEATURES,
            INPUTS,
            draw(random, RANK * FEATURES),
            draw(random, RANK * INPUTS),
            draw(random, RANK),
            draw(random, RANK * INPUTS),
            draw(random, RANK),
            0.5);
    Whitening whitening =
        new Whitening(FEATURES, INPUTS, draw(random, INPUTS * FEATURES), draw(random, INPUTS));
    return FittedModel.of(trained, whitening, LatentSpec.recommended(1, 1), 1);
  }

  private static float[] draw(SplittableRandom random, int length) {
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) random.nextDouble();
    }
    return values;
  }
}
