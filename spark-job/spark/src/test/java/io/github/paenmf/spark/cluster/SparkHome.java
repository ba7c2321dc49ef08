package io.github.paenmf.spark.cluster;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.launcher.JavaModuleOptions;

/**
 * A folder that looks like a Spark distribution to Spark's own launcher, linked together from jars
 * that Maven fetched.
 */
final class SparkHome {

  /**
   * The first two as {@code conf/} has them; the module Spark 4.1 adds by itself, Spark 3.5 does
   * not. The others because these processes live for seconds: without them a third of the time goes
   * into compiling what then hardly runs.
   */
  private static final List<String> JVM_OPTIONS =
      List.of(
          "--add-modules=jdk.incubator.vector",
          "-XX:PerMethodTrapLimit=100000",
          "-XX:TieredStopAtLevel=1",
          "-XX:+UseSerialGC");

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path folder;
  private final String applicationClassPath;

  private SparkHome(Path folder, String applicationClassPath) {
    this.folder = folder;
    this.applicationClassPath = applicationClassPath;
  }

  /**
   * Links the jars of this JVM's class path. Its folders (classes and tests of this build) can't be
   * linked into one another; they become the application's class path.
   */
  static SparkHome ofClassPath(Path folder) throws IOException {
    List<Path> jars = new ArrayList<>();
    List<String> folders = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry).toAbsolutePath();
      if (Files.isDirectory(path)) {
        folders.add(path.toString());
      } else if (Files.isRegularFile(path)) {
        jars.add(path);
      }
    }
    return link(folder, jars, String.join(File.pathSeparator, folders));
  }

  /** Links the jars of a folder; the application comes with its own jar. */
  static SparkHome ofJars(Path folder, Path jarFolder) throws IOException {
    try (var files = Files.list(jarFolder)) {
      return link(folder, files.filter(f -> f.toString().endsWith(".jar")).sorted().toList(), "");
    }
  }

  private static SparkHome link(Path folder, List<Path> jars, String applicationClassPath)
      throws IOException {
    Path target = Files.createDirectories(folder.resolve("jars"));
    Files.createFile(folder.resolve("RELEASE"));
    // Spark's launcher adds the options in this file to every JVM, executors included.
    Files.writeString(
        Files.createDirectories(folder.resolve("conf")).resolve("java-opts"),
        String.join("\n", JVM_OPTIONS));
    for (Path jar : jars) {
      Files.createSymbolicLink(target.resolve(jar.getFileName()), jar);
    }
    return new SparkHome(folder, applicationClassPath);
  }

  /** Settings that every process of Spark reads from this home. */
  void writeDefaults(Map<String, String> defaults) throws IOException {
    StringBuilder lines = new StringBuilder();
    defaults.forEach((name, value) -> lines.append(name).append(' ').append(value).append('\n'));
    Files.writeString(folder.resolve("conf").resolve("spark-defaults.conf"), lines);
  }

  /**
   * The folder with a bin/spark-submit, which does what Spark's own does: has Spark's launcher put
   * the command together, and runs it.
   */
  Path withPrograms() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path submit = bin.resolve("spark-submit");
    Files.writeString(
        submit,
        """
        #!/usr/bin/env bash
        export SPARK_HOME="$(cd "$(dirname "$0")/.." && pwd)"
        export SPARK_CONF_DIR="$SPARK_HOME/conf" SPARK_SCALA_VERSION=%s
        command=()
        while IFS= read -r -d '' part; do command+=("$part"); done \\
          < <("%s" -cp "$SPARK_HOME/jars/*" org.apache.spark.launcher.Main \\
              org.apache.spark.deploy.SparkSubmit "$@")
        # The launcher writes a NUL and a line break before the command.
        command=("${command[@]:1}")
        command[0]="${command[0]#$'\\n'}"
        exec "${command[@]}"
        """
            .formatted(scalaVersion(), JAVA));
    submit.toFile().setExecutable(true);
    return folder;
  }

  /** Folders with the application's classes, empty when it comes as a jar. */
  String applicationClassPath() {
    return applicationClassPath;
  }

  /** A java process that runs a class of Spark, before it is started. */
  ProcessBuilder java(List<String> jvmOptions, String mainClass, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(JAVA);
    command.addAll(jvmOptions);
    command.addAll(List.of(JavaModuleOptions.defaultModuleOptions().trim().split("\\s+")));
    command.addAll(JVM_OPTIONS);
    command.add("-cp");
    String jars = folder.resolve("jars") + File.separator + "*";
    command.add(
        applicationClassPath.isEmpty() ? jars : applicationClassPath + File.pathSeparator + jars);
    command.add(mainClass);
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("SPARK_"));
    builder.environment().putAll(environment());
    return builder;
  }

  /** As in 2.13: the Scala that Spark's jars here were built for. */
  private static String scalaVersion() {
    String[] numbers = scala.util.Properties.versionNumberString().split("\\.");
    return numbers[0] + "." + numbers[1];
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("SPARK_HOME", folder.toString());
    environment.put("SPARK_CONF_DIR", folder.resolve("conf").toString());
    environment.put("SPARK_SCALA_VERSION", scalaVersion());
    environment.put("SPARK_LOCAL_IP", "127.0.0.1");
    return environment;
  }
}
