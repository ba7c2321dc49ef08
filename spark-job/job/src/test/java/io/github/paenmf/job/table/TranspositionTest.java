package io.github.paenmf.job.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.job.run.TestSpark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.apache.spark.api.java.JavaSparkContext;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TranspositionTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 50})
  void featuresInAnyOrderAndAnyBlocksGiveTheSamePoints(int blocks) {
    int points = 11;
    int features = 6;
    String[] ids = new String[points];
    Arrays.setAll(ids, i -> "p" + i);
    List<Parsed> lines = new ArrayList<>();
    for (int j = 0; j < features; j++) {
      double[] values = new double[points];
      for (int i = 0; i < points; i++) {
        // Feature 2 is mostly zero, so its slices are sparse.
        values[i] = j == 2 && i != 4 ? 0 : 100 * i + j + 1;
      }
      lines.add(new Parsed.Feature(10L * j, "f" + j, values));
    }
    Collections.shuffle(lines, new Random(3));

    List<Parsed> out =
        new Transposition(points, blocks, ids)
            .apply(
                JavaSparkContext.fromSparkContext(TestSpark.session().sparkContext())
                    .parallelize(lines, 3))
            .collect();

    List<Parsed.Point> found =
        out.stream().filter(Parsed.Point.class::isInstance).map(Parsed.Point.class::cast).toList();
    assertThat(found).extracting(Parsed.Point::id).containsExactly(ids);
    for (int i = 0; i < points; i++) {
      double[] values = found.get(i).values().toArray();
      for (int j = 0; j < features; j++) {
        assertThat(values[j]).isEqualTo(j == 2 && i != 4 ? 0 : 100 * i + j + 1);
      }
    }
    assertThat(out.get(out.size() - 1))
        .isInstanceOfSatisfying(
            Parsed.Names.class,
            names -> assertThat(names.names()).containsExactly("f0", "f1", "f2", "f3", "f4", "f5"));
  }
}
