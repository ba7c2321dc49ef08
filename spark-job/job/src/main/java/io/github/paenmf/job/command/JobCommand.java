package io.github.paenmf.job.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.paenmf.job.ExecutorLosses;
import io.github.paenmf.job.Session;
import io.github.paenmf.job.UserError;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What all commands that compute share: a Spark session, notes, and the last line of output. */
@Command(mixinStandardHelpOptions = true, sortOptions = false, usageHelpAutoWidth = true)
abstract class JobCommand implements Callable<Integer> {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParentCommand private PaenmfCommand parent;

  @Spec private CommandSpec spec;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "seed of everything that is drawn (default: ${DEFAULT-VALUE})")
  private long seed;

  @Option(
      names = "--master",
      paramLabel = "URL",
      description = "Spark master; by default spark-submit's, or this process on all cores")
  private String master;

  @Option(
      names = "--overwrite",
      description = "replace an output that exists, once the new one is whole")
  private boolean overwrite;

  @Option(names = "--verbose", description = "Spark's own messages, and where an error happened")
  private boolean verbose;

  /** Does the work; what it returns becomes the last line of output. */
  abstract Map<String, Object> work(SparkSession spark) throws IOException;

  /**
   * Looks at options alone, before Spark is started.
   *
   * @throws UserError when they contradict each other or are out of range
   */
  void checkOptions() {}

  @Override
  public Integer call() throws Exception {
    checkOptions();
    ExecutorLosses losses = new ExecutorLosses();
    try (Session session = Session.open("paenmf " + spec.name(), master, verbose)) {
      session.spark().sparkContext().addSparkListener(losses);
      Map<String, Object> result = work(session.spark());
      parent.out().println(json(result));
      parent.out().flush();
      return 0;
    } catch (OutOfMemoryError | FSError e) {
      // An Error would end the program without the advice that other failures get. Hadoop's local
      // file system makes one of a full disk.
      throw new IllegalStateException("the driver: " + e, e);
    } catch (Exception e) {
      losses.addTo(e);
      throw e;
    }
  }

  private static String json(Map<String, Object> result) throws JsonProcessingException {
    return JSON.writeValueAsString(result);
  }

  final long seed() {
    return seed;
  }

  final boolean overwrite() {
    return overwrite;
  }

  /** Tells the user something on standard error. */
  final void note(String text) {
    parent.err().println(text);
  }
}
