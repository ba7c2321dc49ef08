package io.github.paenmf.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.apache.spark.scheduler.SparkListenerExecutorRemoved;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureAdviceTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Job aborted due to stage failure: Total size of serialized results of 3 tasks (1.1 MiB) is"
            + " bigger than spark.driver.maxResultSize (1024.0 KiB) | --conf"
            + " spark.driver.maxResultSize=",
        "Job aborted due to stage failure: Task 0 in stage 1.0 failed 4 times: ExecutorLostFailure"
            + " (executor 3 exited caused by one of the running tasks) Reason: Command exited with"
            + " code 52 | --executor-memory",
        "Job aborted due to stage failure: Lost task 0.3: java.lang.OutOfMemoryError: Java heap"
            + " space | --executor-memory",
        "Container killed by YARN for exceeding physical memory limits |"
            + " spark.executor.memoryOverhead",
        "java.lang.OutOfMemoryError: Java heap space | --driver-memory",
        "All masters are unresponsive! Giving up. | --master",
        "Job aborted due to stage failure: Lost task 0.3: java.lang.UnsupportedClassVersionError:"
            + " io/github/paenmf/core/block/DataPoint has been compiled by a more recent version"
            + " of the Java Runtime (class file version 61.0) | Java 17 or later",
      })
  void theSettingIsNamed(String message, String setting) {
    assertThat(FailureAdvice.of(new RuntimeException(message)).orElseThrow()).contains(setting);
  }

  @Test
  void causesAreLookedAt() {
    Exception failure =
        new RuntimeException("stage failed", new IOException("No space left on device"));

    assertThat(FailureAdvice.of(failure).orElseThrow()).contains("disk is full", "--model");
    assertThat(FailureAdvice.of(new RuntimeException("something else"))).isEmpty();
  }

  @Test
  void executorsThatWereLostBeforeTheLastFailureAreLookedAt() {
    ExecutorLosses losses = new ExecutorLosses();
    losses.onExecutorRemoved(
        new SparkListenerExecutorRemoved(0, "0", "Command exited with code 52"));
    Exception failure =
        new IllegalStateException("Job aborted: task rejected from a pool that is shutting down");
    assertThat(FailureAdvice.of(failure)).isEmpty();

    losses.addTo(failure);

    assertThat(FailureAdvice.of(failure).orElseThrow())
        .contains("an executor ran out of memory", "--executor-memory");
  }
}
