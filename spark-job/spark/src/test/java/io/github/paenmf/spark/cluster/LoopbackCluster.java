package io.github.paenmf.spark.cluster;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A standalone Spark cluster: a master and workers as plain java processes that listen on 127.0.0.1
 * alone, so that tests meet what local mode hides (serialisation, executors with their own JVM and
 * options, processes that die).
 */
public final class LoopbackCluster implements AutoCloseable {

  private static final Duration START = Duration.ofSeconds(60);
  private static final List<String> DAEMON_OPTIONS =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  private static final Pattern MASTER_URL =
      Pattern.compile("Starting Spark master at (spark://\\S+)");
  private static final Pattern WEB_URL = Pattern.compile("started at (http://\\S+)");
  private static final Pattern ALIVE = Pattern.compile("\"aliveworkers\"\\s*:\\s*(\\d+)");

  private final Path folder;
  private final SparkHome home;
  private final Builder sizes;
  private final Process master;
  private final List<Process> workers = new ArrayList<>();
  private final List<Process> drivers = new ArrayList<>();
  private final Thread atExit = new Thread(this::endProcesses, "loopback-cluster-end");
  private final String masterUrl;
  private final URI status;

  private LoopbackCluster(Builder sizes) throws IOException {
    this.sizes = sizes;
    folder = Files.createTempDirectory("paenmf-cluster");
    Runtime.getRuntime().addShutdownHook(atExit);
    home =
        sizes.jarFolder == null
            ? SparkHome.ofClassPath(folder.resolve("spark"))
            : SparkHome.ofJars(folder.resolve("spark"), sizes.jarFolder);
    home.writeDefaults(sizes.defaults);
    master =
        daemon(
            "master",
            "org.apache.spark.deploy.master.Master",
            List.of("--host", "127.0.0.1", "--port", "0", "--webui-port", "0"));
    masterUrl = awaitInLog("master", master, MASTER_URL);
    status = URI.create(awaitInLog("master", master, WEB_URL) + "/json/");
    for (int i = 0; i < sizes.workers; i++) {
      startWorker();
    }
    awaitWorkers(sizes.workers);
  }

  /** How large a cluster is to be; a small one unless told otherwise. */
  public static final class Builder {
    private int workers = 2;
    private int coresPerWorker = 1;
    private String memoryPerWorker = "1g";
    private String executorMemory = "512m";
    private Path jarFolder;
    private final Map<String, String> defaults = new LinkedHashMap<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private Builder() {}

    /** A setting in spark-defaults.conf, which master, workers and drivers all read. */
    public Builder conf(String name, String value) {
      defaults.put(name, value);
      return this;
    }

    /** An environment variable of every process. */
    public Builder environment(String name, String value) {
      environment.put(name, value);
      return this;
    }

    /** The number of workers at the start, 2 unless set. */
    public Builder workers(int count) {
      workers = count;
      return this;
    }

    /** Cores of each worker, 1 unless set. */
    public Builder coresPerWorker(int count) {
      coresPerWorker = count;
      return this;
    }

    /** Memory of each worker, 1g unless set. */
    public Builder memoryPerWorker(String memory) {
      memoryPerWorker = memory;
      return this;
    }

    /** Memory of each executor, 512m unless set. */
    public Builder executorMemory(String memory) {
      executorMemory = memory;
      return this;
    }

    /** A folder with Spark's jars, instead of those on the class path of the tests. */
    public Builder sparkJars(Path folder) {
      jarFolder = folder;
      return this;
    }

    /**
     * Starts the processes and waits until all workers are registered.
     *
     * @throws IOException if a process can't be started
     */
    public LoopbackCluster start() throws IOException {
      return new LoopbackCluster(this);
    }
  }

  /** A cluster of two workers with one core each, unless told otherwise. */
  public static Builder builder() {
    return new Builder();
  }

  /** The master's URL, for spark.master. */
  public String masterUrl() {
    return masterUrl;
  }

  /**
   * Settings that an application on this cluster needs. A driver inside the test's own JVM takes
   * them as they are, {@link #submit} adds them by itself.
   */
  public Map<String, String> conf() {
    Map<String, String> conf = new LinkedHashMap<>();
    conf.put("spark.master", masterUrl);
    conf.put("spark.driver.host", "127.0.0.1");
    conf.put("spark.driver.bindAddress", "127.0.0.1");
    conf.put("spark.ui.enabled", "false");
    conf.put("spark.executor.memory", sizes.executorMemory);
    conf.put("spark.executor.cores", Integer.toString(sizes.coresPerWorker));
    // A job shall not start on the first executor while the second is still on its way.
    conf.put("spark.scheduler.minRegisteredResourcesRatio", "1.0");
    conf.put("spark.scheduler.maxRegisteredResourcesWaitingTime", "60s");
    conf.put("spark.sql.shuffle.partitions", "4");
    conf.put("spark.local.dir", folder.resolve("local").toString());
    if (!home.applicationClassPath().isEmpty()) {
      conf.put("spark.executor.extraClassPath", home.applicationClassPath());
    }
    return conf;
  }

  /**
   * Starts an application through spark-submit in client mode, in a JVM of its own.
   *
   * @throws UncheckedIOException if the process can't be started
   */
  public Submission submit(Application application) {
    List<String> arguments = new ArrayList<>();
    arguments.add("--class");
    arguments.add(application.mainClass());
    Map<String, String> conf = conf();
    conf.putAll(application.conf());
    conf.forEach(
        (name, value) -> {
          arguments.add("--conf");
          arguments.add(name + "=" + value);
        });
    arguments.add(application.jar() == null ? "spark-internal" : application.jar().toString());
    arguments.addAll(application.arguments());

    String name = "driver-" + (drivers.size() + 1);
    Path out = folder.resolve(name + ".out");
    Path err = folder.resolve(name + ".log");
    ProcessBuilder builder =
        home.java(application.jvmOptions(), "org.apache.spark.deploy.SparkSubmit", arguments);
    builder.environment().putAll(sizes.environment);
    builder.environment().putAll(application.environment());
    Process process = start(builder.redirectOutput(out.toFile()).redirectError(err.toFile()));
    drivers.add(process);
    return new Submission(process, out, err);
  }

  /**
   * Starts one more worker and returns its number; {@link #awaitWorkers} tells when it is
   * registered.
   */
  public int startWorker() {
    int number = workers.size();
    workers.add(
        daemon(
            "worker-" + number,
            "org.apache.spark.deploy.worker.Worker",
            List.of(
                "--host",
                "127.0.0.1",
                "--port",
                "0",
                "--webui-port",
                "0",
                "--cores",
                Integer.toString(sizes.coresPerWorker),
                "--memory",
                sizes.memoryPerWorker,
                "--work-dir",
                folder.resolve("work-" + number).toString(),
                masterUrl)));
    return number;
  }

  /** Waits until exactly this many workers are registered and alive. */
  public void awaitWorkers(int count) {
    await(count + " workers registered; logs in " + folder)
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> aliveWorkers() == count);
  }

  /** The executors that live now, each a process, in the order of their workers. */
  public List<ProcessHandle> executors() {
    return workers.stream()
        .filter(Process::isAlive)
        .flatMap(worker -> worker.toHandle().children())
        .toList();
  }

  /** SIGKILL for a worker. Its executors notice and end by themselves. */
  public void killWorker(int number) {
    workers.get(number).destroyForcibly();
  }

  /**
   * SIGKILL for one of the living executors.
   *
   * @param index the place in {@link #executors}
   */
  public void killExecutor(int index) {
    executors().get(index).destroyForcibly();
  }

  /** Numbers of the workers that live, as {@link #killWorker} takes them. */
  public List<Integer> livingWorkers() {
    List<Integer> living = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      if (workers.get(i).isAlive()) {
        living.add(i);
      }
    }
    return living;
  }

  /**
   * Sends a signal to a process of this cluster.
   *
   * @param name as kill has it: STOP, CONT, INT
   */
  public static void signal(ProcessHandle process, String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Ends all processes and removes the folder. */
  @Override
  public void close() {
    endProcesses();
    Runtime.getRuntime().removeShutdownHook(atExit);
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void endProcesses() {
    // Whoever starts others first: a worker would replace its executor, which would go on writing.
    List<ProcessHandle> all = new ArrayList<>();
    drivers.forEach(process -> all.add(process.toHandle()));
    if (master != null) {
      all.add(master.toHandle());
    }
    workers.forEach(worker -> all.add(worker.toHandle()));
    workers.forEach(worker -> worker.descendants().forEach(all::add));
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(process -> process.onExit().join());
  }

  private int aliveWorkers() {
    try (InputStream in = status.toURL().openStream()) {
      Matcher found = ALIVE.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      return found.find() ? Integer.parseInt(found.group(1)) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Process daemon(String name, String mainClass, List<String> arguments) {
    ProcessBuilder builder = home.java(DAEMON_OPTIONS, mainClass, arguments);
    builder.environment().putAll(sizes.environment);
    return start(builder.redirectErrorStream(true).redirectOutput(log(name).toFile()));
  }

  /** A folder that looks like a Spark distribution, for programs that want SPARK_HOME. */
  public Path sparkHome() throws IOException {
    return home.withPrograms();
  }

  private Path log(String name) {
    return folder.resolve(name + ".log");
  }

  private static Process start(ProcessBuilder builder) {
    try {
      return builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String awaitInLog(String name, Process process, Pattern pattern) {
    return await(name + " to write: " + pattern)
        .atMost(START)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              String text = Files.readString(log(name));
              if (!process.isAlive()) {
                throw new AssertionError("the " + name + " ended\n" + text);
              }
              Matcher found = pattern.matcher(text);
              return found.find() ? found.group(1) : null;
            },
            Objects::nonNull);
  }
}
