package io.github.paenmf.core.io;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.core.fitted.RowScore;
import io.github.paenmf.core.train.Phase;
import io.github.paenmf.core.train.RoundRecord;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A model of format version 1 as release 0.1 wrote it. It never changes: every later release reads
 * it and gives the scores beside it, which were worked out in float64 with numpy from the arrays.
 */
class FormatV1Test {

  private static final Percentage FLOAT32 = Percentage.withPercentage(2e-3);

  private static Path folder;

  @BeforeAll
  static void find() throws URISyntaxException {
    URL header = FormatV1Test.class.getResource("/models/v1/model.json");
    folder = Path.of(header.toURI()).getParent();
  }

  @Test
  void everyFieldIsRead() throws IOException {
    StoredModel stored = StandaloneModel.load(folder).stored();
    assertThat(stored.model().rank()).isEqualTo(2);
    assertThat(stored.model().features()).isEqualTo(5);
    assertThat(stored.model().klWeight()).isEqualTo(1);
    assertThat(stored.model().training().inputs()).isEqualTo(3);
    assertThat(stored.model().training().shapeBias()).containsExactly(2f, 2.5f);
    assertThat(stored.model().whitening().offsets()).containsExactly(0.3f, -0.2f, 0.4f);
    assertThat(stored.model().encoder().parts())
        .containsExactly(0.5f, 0.25f, 0f, 1f, 0.125f, 0f, 0.75f, 0.5f, 0.1f, 0.3f);
    assertThat(stored.model().encoder().noiseVariance()).isEqualTo(0.01);
    assertThat(stored.model().latent().scaleFloor()).isEqualTo(1e-3f);
    assertThat(stored.featureNames())
        .containsExactly("alpha", "Beta-2", "gène", "tab\there", "quote\"d");
    assertThat(stored.figures().negativeElbo()).isEqualTo(-1234.5678901234567);
    assertThat(stored.figures().reconstruction()).isNaN();
    assertThat(stored.history())
        .containsExactly(
            new RoundRecord(1, Phase.WARM, Double.NaN, 0.1, 0.01),
            new RoundRecord(2, Phase.TRAIN, -7.25, Double.MIN_NORMAL, 1e-3));
    assertThat(stored.params())
        .containsEntry("maxIter", 100L)
        .containsEntry("tol", 0.1 + 0.2)
        .containsEntry("absent", null)
        .containsEntry("steps", List.of(Map.of("kind", "log1p"), List.of(1L, 2.5)));
    assertThat(stored.provenance())
        .isEqualTo(new Provenance("00ff", 60, "in-process", "cpu", "0.1.0", "17.0.1", null));
    assertThat(stored.posteriors().shape()).containsExactly(10, 20, 30, 5, 0.7f, 8);
  }

  @Test
  void theScoresAreTheOnesBesideIt() throws IOException {
    StandaloneScorer scorer = StandaloneScorer.load(folder);
    JsonNode expected;
    try (InputStream in = new LocalFiles(folder).open("scores.json")) {
      expected = Json.parse(in, "scores.json");
    }
    assertThat(expected).hasSize(5);
    for (JsonNode row : expected) {
      RowScore score = scorer.score(doubles(row, "values"));
      assertClose(score.scale(), doubles(row, "scale"));
      assertClose(score.shape(), doubles(row, "shape"));
      assertClose(score.coefficients(), doubles(row, "coefficients"));
      assertThat(score.negativeElbo()).isCloseTo(row.get("negativeElbo").doubleValue(), FLOAT32);
      assertThat(score.clipped()).isEqualTo(row.get("clipped").booleanValue());
    }
  }

  private static void assertClose(float[] values, double[] expected) {
    assertThat(values).hasSameSizeAs(expected);
    for (int j = 0; j < expected.length; j++) {
      assertThat((double) values[j])
          .as("%s, expected %s", Arrays.toString(values), Arrays.toString(expected))
          .isCloseTo(expected[j], FLOAT32);
    }
  }

  private static double[] doubles(JsonNode row, String name) {
    double[] values = new double[row.get(name).size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = row.get(name).get(i).doubleValue();
    }
    return values;
  }
}
