package io.github.paenmf.spark.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.paenmf.core.train.StatisticsSource;
import io.github.paenmf.spark.LocalSpark;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerUnpersistRDD;
import org.junit.jupiter.api.Test;

class SourceChoiceTest {

  /** A table would take twice its memory otherwise. */
  @Test
  void dataPointsAreGivenUpBeforeTheirBlocksAreBuilt() {
    SparkContext context = LocalSpark.session().sparkContext();
    JavaRDD<Integer> before = JavaSparkContext.fromSparkContext(context).parallelize(List.of(1));
    List<String> events = new CopyOnWriteArrayList<>();
    SparkListener listener =
        new SparkListener() {
          @Override
          public void onJobStart(SparkListenerJobStart job) {
            events.add(String.valueOf(job.properties().get("spark.job.description")));
          }

          @Override
          public void onUnpersistRDD(SparkListenerUnpersistRDD given) {
            if (given.rddId() > before.id()) {
              events.add("given up");
            }
          }
        };
    context.addSparkListener(listener);
    // What earlier tests did may only now be told of.
    context.setJobDescription("before");
    before.count();
    context.setJobDescription(null);
    await().until(() -> events.contains("before"));
    events.clear();
    try (StatisticsSource source = RandomSource.of(30, 5, SourceChoice.DISTRIBUTED, 3, 64)) {
      assertThat(source.rows()).isEqualTo(30);
      await().until(() -> events.stream().filter("PAE-NMF: blocks"::equals).count() == 2);
    } finally {
      context.removeSparkListener(listener);
    }
    // What is given up is the data points: nothing else is persisted yet.
    assertThat(events.subList(1, 4))
        .containsExactly("PAE-NMF: blocks", "given up", "PAE-NMF: blocks");
  }
}
