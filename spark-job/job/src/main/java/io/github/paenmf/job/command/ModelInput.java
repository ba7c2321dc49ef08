package io.github.paenmf.job.command;

import io.github.paenmf.job.JobDescription;
import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.table.Table;
import java.util.function.Consumer;
import org.apache.spark.sql.SparkSession;

/**
 * A saved model and a table prepared as in its fit.
 *
 * @param saved the model
 * @param table as read; to be closed
 * @param prepared as the model takes it
 */
record ModelInput(SavedModel saved, Table table, PreparedTable prepared) implements AutoCloseable {

  static ModelInput open(
      SparkSession spark, String folder, TableOptions input, long seed, Consumer<String> notes) {
    return open(spark, SavedModel.load(spark, folder), input, seed, notes);
  }

  /** As above, for a model that is loaded already. */
  static ModelInput open(
      SparkSession spark, SavedModel saved, TableOptions input, long seed, Consumer<String> notes) {
    Table table = input.read(spark, saved, seed, notes);
    try {
      return new ModelInput(
          saved,
          table,
          JobDescription.during(
              spark, "preparing", () -> Preparation.repeat(table, saved.preparation(), notes)));
    } catch (RuntimeException e) {
      table.close();
      throw e;
    }
  }

  @Override
  public void close() {
    table.close();
  }
}
