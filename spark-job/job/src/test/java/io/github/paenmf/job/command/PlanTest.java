package io.github.paenmf.job.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.job.run.CommandRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanTest {

  @Test
  void memoryIsWorkedOutFromTheTablesSize() {
    CommandRun run =
        CommandRun.done(
            "doctor",
            "--plan",
            "--rows",
            1_000_000,
            "--features",
            20_000,
            "--rank",
            50,
            "--nnz",
            2_000_000_000L);

    Map<String, Object> json = run.json();
    assertThat(json)
        .containsEntry("sparse", true)
        .containsEntry("partitions", 64)
        .containsEntry("spark.driver.maxResultSize", "1g");
    assertThat(run.number("tableMb")).isBetween(15_000.0, 15_500.0);
    assertThat(run.err())
        .contains("table      1000000 x 20000, 2000000000 non-zeros, rank 50: sparse blocks")
        .contains("--driver-memory ", "--executor-memory " + json.get("spark.executor.memory"))
        .contains("spark.executor.memoryOverhead=" + json.get("spark.executor.memoryOverhead"));
  }

  @Test
  void bigPlansOnFewExecutorsNeedMore() {
    String small = memory("--rows", 100_000, "--features", 1_000, "--rank", 10, "--executors", 8);
    String large =
        memory("--rows", 100_000_000, "--features", 1_000, "--rank", 10, "--executors", 8);

    assertThat(small).isEqualTo("1g");
    assertThat(Integer.parseInt(large.replaceAll("[mg]$", ""))).isGreaterThan(60);
  }

  private static String memory(Object... size) {
    Object[] all = new Object[size.length + 2];
    all[0] = "doctor";
    all[1] = "--plan";
    System.arraycopy(size, 0, all, 2, size.length);
    return String.valueOf(CommandRun.done(all).json().get("spark.executor.memory"));
  }

  @Test
  void sizesThatMakeNoSenseAreTheUsersError() {
    CommandRun rank = CommandRun.of("doctor", "--plan", "--rows", 10, "--features", 5, "--rank", 6);
    assertThat(rank.code()).isEqualTo(2);
    assertThat(rank.err()).contains("--rank 6: expected a number from 1 to 5");

    CommandRun missing = CommandRun.of("doctor", "--plan", "--rows", 10);
    assertThat(missing.code()).isEqualTo(2);
    assertThat(missing.err()).contains("--features");

    CommandRun long_ =
        CommandRun.of(
            "doctor", "--plan", "--rows", 1_000_000, "--features", 30_000_000, "--rank", 100);
    assertThat(long_.code()).isEqualTo(2);
    assertThat(long_.err()).contains("lower the rank or select features");
  }
}
