package io.github.paenmf.bench.study;

import io.github.paenmf.core.train.TrainingParams;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Fits every table in one partition and in several, and prints how far apart the models are. */
@Command(
    name = "agreement",
    description = "Fits tables in several numbers of partitions and compares the models.",
    mixinStandardHelpOptions = true)
final class Agreement implements Callable<Integer> {

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of the real tables (default: ${DEFAULT-VALUE})")
  private Path data = Path.of("../shared/data");

  @Option(
      names = "--tables",
      split = ",",
      paramLabel = "NAME",
      description = "faces9, faces81, finance, genes (default: all)")
  private List<String> tables = StudyTable.NAMES;

  @Option(
      names = "--partitions",
      split = ",",
      paramLabel = "P",
      description = "numbers of partitions beside 1 (default: 2,3,7)")
  private List<Integer> partitions = List.of(2, 3, 7);

  @Override
  public Integer call() {
    boolean allMet = true;
    for (String name : tables) {
      StudyTable table = StudyTable.named(name, data);
      TrainingParams params = TrainingParams.builder(table.rank()).build();
      StudyFit one = StudyFit.of(table, params, 1);
      int features = one.result().weights().features();
      for (int count : partitions) {
        StudyFit fit = StudyFit.of(table, params, count);
        double nats =
            Math.abs(fit.result().figures().negativeElbo() - one.result().figures().negativeElbo());
        double worst = PartsDistance.worst(fit.result().weights(), one.result().weights());
        boolean met = nats <= PartsDistance.nats(features) && worst <= PartsDistance.LIMIT;
        allMet &= met;
        System.out.printf(
            "%s, rank %d, %d partitions beside 1: negativeElbo apart by %.2g of at most %.2g, the"
                + " worst part by %.2g of at most %.0e: %s (%.2f s and %.2f s)%n",
            name,
            table.rank(),
            count,
            nats,
            PartsDistance.nats(features),
            worst,
            PartsDistance.LIMIT,
            met ? "met" : "NOT met",
            fit.seconds(),
            one.seconds());
      }
    }
    return allMet ? 0 : 1;
  }
}
