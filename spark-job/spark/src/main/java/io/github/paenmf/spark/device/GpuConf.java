package io.github.paenmf.spark.device;

import org.apache.spark.SparkConf;

/**
 * What the application's settings say about GPUs. Spark's own keys hold for the whole application;
 * those of this library hold for passes over the data alone.
 *
 * @param executorAmount GPUs an executor, 0 when nothing is said
 * @param taskAmount GPUs a task of a pass: a share up to 1, or a whole number
 * @param everyTask whether Spark gives a GPU to every task of the application by itself
 * @param discoveryScript lists a node's GPUs; empty when the executors know them
 */
record GpuConf(int executorAmount, double taskAmount, boolean everyTask, String discoveryScript) {

  /** GPUs of an executor that is made for passes, with dynamic allocation. */
  static final String EXECUTOR_AMOUNT = "spark.paenmf.gpu.executorAmount";

  /** GPUs of a task of a pass; 0.25 lets four tasks share one. */
  static final String TASK_AMOUNT = "spark.paenmf.gpu.taskAmount";

  /** Discovery script of executors that are made for passes. */
  static final String DISCOVERY_SCRIPT = "spark.paenmf.gpu.discoveryScript";

  /** GPUs of every executor. */
  static final String SPARK_EXECUTOR_AMOUNT = "spark.executor.resource.gpu.amount";

  private static final String SPARK_TASK_AMOUNT = "spark.task.resource.gpu.amount";
  private static final String SPARK_DISCOVERY_SCRIPT =
      "spark.executor.resource.gpu.discoveryScript";

  /**
   * Reads the settings.
   *
   * @throws IllegalArgumentException when a task's amount is neither a share nor a whole number
   */
  static GpuConf of(SparkConf conf) {
    boolean everyTask = conf.contains(SPARK_TASK_AMOUNT);
    String task = conf.get(TASK_AMOUNT, conf.get(SPARK_TASK_AMOUNT, "1"));
    return new GpuConf(
        conf.getInt(EXECUTOR_AMOUNT, conf.getInt(SPARK_EXECUTOR_AMOUNT, 0)),
        amount(task),
        everyTask,
        conf.get(DISCOVERY_SCRIPT, conf.get(SPARK_DISCOVERY_SCRIPT, "")));
  }

  private static double amount(String text) {
    double amount;
    try {
      amount = Double.parseDouble(text);
    } catch (NumberFormatException e) {
      amount = Double.NaN;
    }
    if (!(amount > 0) || (amount > 1 && amount != Math.rint(amount))) {
      throw new IllegalArgumentException(
          "GPUs a task (%s): expected a share up to 1 or a whole number, found \"%s\""
              .formatted(TASK_AMOUNT, text));
    }
    return amount;
  }

  /** Share of a GPU's memory that a task may use. */
  double memoryFraction() {
    return Math.min(1, taskAmount);
  }
}
