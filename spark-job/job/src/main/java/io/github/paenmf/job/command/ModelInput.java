package io.github.paenmf.job.command;

import io.github.paenmf.job.model.SavedModel;
import io.github.paenmf.job.prepare.Preparation;
import io.github.paenmf.job.prepare.PreparedTable;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.Table;
import io.github.paenmf.job.table.Tables;
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
      SparkSession spark, String folder, TableOptions input, Consumer<String> notes) {
    return open(spark, SavedModel.load(spark, folder), input, notes);
  }

  /** As above, for a model that is loaded already. */
  static ModelInput open(
      SparkSession spark, SavedModel saved, TableOptions input, Consumer<String> notes) {
    Layout layout = input.layoutOr(saved.layout());
    Table table =
        Tables.read(spark, input.toReadOptions(layout, Preparation.mayMiss(saved.preparation())));
    try {
      notes.accept(Wording.table(table));
      return new ModelInput(saved, table, Preparation.repeat(table, saved.preparation(), notes));
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
