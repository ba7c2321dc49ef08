package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.streaming.StreamingQuery;
import org.apache.spark.storage.StorageLevel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rows that arrive as a stream, and rows that the user has cached or not. */
class StreamingTest {

  private static final Dataset<Row> FRAME =
      KnownTable.frame(KnownTable.rows(60, 12, 2, 3), 3, true);
  private static final PaeNmf ESTIMATOR =
      new PaeNmf("test").setRank(2).setMaxIter(10).setInitSteps(5).setLossCol("negativeElbo");
  private static final PaeNmfModel MODEL = ESTIMATOR.fit(FRAME);

  @TempDir Path folder;

  @Test
  void aStreamIsScoredLikeATable() throws Exception {
    SparkSession spark = LocalSpark.session();
    String input = folder.resolve("input").toString();
    FRAME.write().parquet(input);
    Dataset<Row> stream = spark.readStream().schema(FRAME.schema()).parquet(input);
    Dataset<Row> scored = MODEL.transform(stream);
    assertThat(scored.isStreaming()).isTrue();

    StreamingQuery query =
        scored.writeStream().format("memory").queryName("scored").outputMode("append").start();
    try {
      query.processAllAvailable();
    } finally {
      query.stop();
    }

    List<Row> streamed = spark.table("scored").orderBy("id").collectAsList();
    assertThat(streamed).isEqualTo(MODEL.transform(FRAME).orderBy("id").collectAsList());
  }

  @Test
  void cachedInputGivesTheSameBitsAndStaysCached() {
    Set<Integer> cachedBefore = cachedTables();
    Dataset<Row> cached =
        KnownTable.frame(KnownTable.rows(60, 12, 2, 3), 3, true)
            .persist(StorageLevel.MEMORY_ONLY());
    PaeNmfModel model = ESTIMATOR.fit(cached);

    assertThat(model.components()).isEqualTo(MODEL.components());
    assertThat(cached.storageLevel()).isEqualTo(StorageLevel.MEMORY_ONLY());
    cached.unpersist(true);
    // Nothing that the fit cached is left behind.
    assertThat(cachedTables()).isEqualTo(cachedBefore);
  }

  private static Set<Integer> cachedTables() {
    SparkContext context = LocalSpark.session().sparkContext();
    return Set.copyOf(new JavaSparkContext(context).getPersistentRDDs().keySet());
  }
}
