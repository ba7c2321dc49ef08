package io.github.paenmf.spark.cluster;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is handed to spark-submit.
 *
 * @param mainClass the class with the main method
 * @param jar the application's jar, or null when its classes are on the cluster's class path
 * @param conf Spark's settings, in addition to those of the cluster
 * @param environment variables of the driver's process, in addition to those of the cluster
 * @param jvmOptions options of the driver's JVM
 * @param arguments the arguments of the main method
 */
public record Application(
    String mainClass,
    Path jar,
    Map<String, String> conf,
    Map<String, String> environment,
    List<String> jvmOptions,
    List<String> arguments) {

  /** Copies the collections. */
  public Application {
    Objects.requireNonNull(mainClass, "mainClass");
    conf = Map.copyOf(conf);
    environment = Map.copyOf(environment);
    jvmOptions = List.copyOf(jvmOptions);
    arguments = List.copyOf(arguments);
  }

  /** An application whose classes are on the class path of the tests. */
  public static Application of(String mainClass, String... arguments) {
    return new Application(
        mainClass, null, Map.of(), Map.of(), List.of("-Xmx1g"), List.of(arguments));
  }

  /** The same with its classes in a jar. */
  public Application withJar(Path jar) {
    return new Application(mainClass, jar, conf, environment, jvmOptions, arguments);
  }

  /** The same with one more of Spark's settings. */
  public Application withConf(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(conf);
    more.put(name, value);
    return new Application(mainClass, jar, more, environment, jvmOptions, arguments);
  }

  /** The same with one more environment variable in the driver's process. */
  public Application withEnvironment(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new Application(mainClass, jar, conf, more, jvmOptions, arguments);
  }

  /** The same with one more option for the driver's JVM; a later one overrides an earlier. */
  public Application withJvmOption(String option) {
    List<String> more = new ArrayList<>(jvmOptions);
    more.add(option);
    return new Application(mainClass, jar, conf, environment, more, arguments);
  }
}
