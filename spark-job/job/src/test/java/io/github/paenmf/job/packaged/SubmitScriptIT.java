package io.github.paenmf.job.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What submit/paenmf does before and around Java; a stand-in for java shows what it would start.
 */
class SubmitScriptIT {

  private static final Path ROOT = Path.of(System.getProperty("project.root"));

  @TempDir Path folder;

  private Path javaHome;

  @BeforeEach
  void standInForJava() throws IOException {
    javaHome = Files.createDirectories(folder.resolve("a java"));
    Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"17.0.1\"\n");
    Path bin = Files.createDirectories(javaHome.resolve("bin"));
    Path java = bin.resolve("java");
    Files.writeString(java, "#!/bin/sh\nfor a in \"$@\"; do printf '%s\\n' \"$a\"; done\nexit 7\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "--conf master=local, --conf takes spark.NAME=VALUE",
    "--driver-memory much, driver's memory is written like 4g",
    "--executor-memory 1g, needs a cluster"
  })
  void aBadSparkOptionEndsWithTwoAndSaysWhatIsExpected(String options, String message)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("fit"));
    arguments.addAll(List.of(options.split(" ")));

    Ended ended = paenmf(Map.of(), arguments);

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err()).contains(message);
  }

  @Test
  void argumentsReachTheProgramAsTheyAreAndItsExitCodeComesBack() throws Exception {
    Ended ended =
        paenmf(
            Map.of("PAENMF_STARTUP_ARCHIVE", "off"),
            List.of("fit", "--input", "a table.csv", "--id", "", "*", "--master", "local[3]"));

    assertThat(ended.code()).isEqualTo(7);
    List<String> command = ended.out().lines().toList();
    int main = command.indexOf("io.github.paenmf.job.Main");
    assertThat(command.subList(main + 1, command.size()))
        .containsExactly("fit", "--input", "a table.csv", "--id", "", "*");
    // A later setting overrides an earlier, and the user's comes after the file's.
    assertThat(command.subList(0, main).stream().filter(a -> a.startsWith("-Dspark.master=")))
        .containsExactly("-Dspark.master=local[*]", "-Dspark.master=local[3]");
    assertThat(command).contains("-Dspark.ui.enabled=false", "-Dspark.driver.host=127.0.0.1");
  }

  @Test
  void onlyJavasGreetingIsKeptBack() throws Exception {
    String greeting = "WARNING: Using incubator modules: jdk.incubator.vector";
    Files.writeString(
        javaHome.resolve("bin/java"),
        """
        #!/bin/sh
        printf '%%s\n' "Picked up some options" "%s" "%s" "paenmf fit: no such table" >&2
        printf 'cut off' >&2
        echo '{}'
        exit 2
        """
            .formatted(greeting, greeting));

    Ended ended = paenmf(Map.of("PAENMF_STARTUP_ARCHIVE", "off"), List.of("fit"));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.out()).isEqualTo("{}\n");
    // The first such line goes; a second one would be somebody else's.
    assertThat(ended.err())
        .isEqualTo("Picked up some options\n" + greeting + "\npaenmf fit: no such table\ncut off");
  }

  @Test
  void memoryAndSettingsOfTheUserReachAnEmbeddedRun() throws Exception {
    Ended ended =
        paenmf(
            Map.of("PAENMF_STARTUP_ARCHIVE", "off", "PAENMF_DRIVER_MEMORY", "3g"),
            List.of("--conf", "spark.ui.enabled=true", "demo"));

    assertThat(ended.out().lines()).contains("-Xmx3g", "-Dspark.ui.enabled=true", "demo");
  }

  @Test
  void aJavaThatIsTooOldIsNamed() throws Exception {
    Files.writeString(javaHome.resolve("release"), "JAVA_VERSION=\"11.0.2\"\n");

    Ended ended = paenmf(Map.of(), List.of("demo"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("11.0.2", "Java 17 or later is needed");
  }

  @Test
  void sparkHomeWithoutSparkSubmitIsTheUsersError() throws Exception {
    Ended ended = paenmf(Map.of("SPARK_HOME", folder.toString()), List.of("demo"));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains(folder.toString(), "no bin/spark-submit");
  }

  @Test
  void withSparkHomeTheOptionsOfSparkGoToSparkSubmitBeforeTheJar() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("a spark/bin"));
    Path submit = bin.resolve("spark-submit");
    Files.copy(javaHome.resolve("bin/java"), submit);

    Ended ended =
        paenmf(
            Map.of("SPARK_HOME", folder.resolve("a spark").toString()),
            List.of("fit", "--master", "yarn", "--rank", "9", "--conf=spark.task.cpus=2"));

    assertThat(ended.code()).isEqualTo(7);
    List<String> command = ended.out().lines().toList();
    int jar = command.indexOf(System.getProperty("job.jar"));
    assertThat(command.subList(0, jar))
        .containsSequence("--class", "io.github.paenmf.job.Main")
        .containsSequence("--master", "yarn")
        .containsSequence("--conf", "spark.task.cpus=2");
    assertThat(command.subList(jar + 1, command.size())).containsExactly("fit", "--rank", "9");
  }

  @Test
  void otherJarsForGpusTakeThePlaceOfOurs() throws Exception {
    Path one = Files.createFile(folder.resolve("nd4j-cuda.jar"));
    Path two = Files.createFile(folder.resolve("cuda natives.jar"));
    Path bin = Files.createDirectories(folder.resolve("a spark/bin"));
    Files.copy(javaHome.resolve("bin/java"), bin.resolve("spark-submit"));
    Map<String, String> environment =
        Map.of(
            "SPARK_HOME", folder.resolve("a spark").toString(), "PAENMF_GPU_JARS", one + "," + two);

    Ended ended = paenmf(environment, List.of("demo"));

    assertThat(ended.out().lines().toList()).containsSequence("--jars", one + "," + two);
    Files.delete(two);
    Files.delete(folder.resolve("a link"));
    Ended refused = paenmf(environment, List.of("demo"));
    assertThat(refused.code()).isEqualTo(2);
    assertThat(refused.err()).contains("PAENMF_GPU_JARS: there is no file " + two);
  }

  @Test
  void theSparkAtSparkHomeDecidesWhichJarItGets() throws Exception {
    Path bin = Files.createDirectories(folder.resolve("a spark/bin"));
    Files.copy(javaHome.resolve("bin/java"), bin.resolve("spark-submit"));
    String line = System.getProperty("spark.line");
    String scala = line.equals("3.5") ? "2.12" : "2.13";
    sparkCore("spark-core_%s-%s.2.jar".formatted(scala, line));

    Ended ended =
        paenmf(
            Map.of("SPARK_HOME", folder.resolve("a spark").toString(), "PAENMF_SPARK_LINE", ""),
            List.of("demo"));

    assertThat(ended.code()).as(ended.err()).isEqualTo(7);
    assertThat(ended.out().lines()).contains(System.getProperty("job.jar"));
  }

  @Test
  void aSparkThatNoJarIsBuiltForIsNamed() throws Exception {
    sparkCore("spark-core_2.12-3.3.1.jar");

    Ended ended =
        paenmf(
            Map.of("SPARK_HOME", folder.resolve("a spark").toString(), "PAENMF_SPARK_LINE", ""),
            List.of("demo"));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("spark-core_2.12-3.3.1", "Spark 4.1", "3.5");
  }

  @Test
  void anUnknownSparkLineIsTheUsersError() throws Exception {
    Ended ended = paenmf(Map.of("PAENMF_SPARK_LINE", "2.4"), List.of("demo"));

    assertThat(ended.code()).isEqualTo(2);
    assertThat(ended.err()).contains("4.1 (default) or 3.5, not \"2.4\"");
  }

  private void sparkCore(String name) throws IOException {
    Files.createFile(Files.createDirectories(folder.resolve("a spark/jars")).resolve(name));
  }

  @Test
  void aTreeWithNothingBuiltAndNoMavenSaysWhatIsMissing() throws Exception {
    Path tree = Files.createDirectories(folder.resolve("a tree"));
    Files.copy(ROOT.resolve("pom.xml"), tree.resolve("pom.xml"));
    copy("submit", tree);
    Files.createFile(javaHome.resolve("bin/javac")).toFile().setExecutable(true);

    Ended ended =
        run(tree.resolve("submit/paenmf"), Map.of("PATH", withoutMaven()), List.of("demo"));

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.err()).contains("Maven 3.8 or later", "mvn is missing");
  }

  /** What a process left. */
  private record Ended(int code, String out, String err) {}

  /** Through a link with a space in its name, and from another folder. */
  private Ended paenmf(Map<String, String> environment, List<String> arguments) throws Exception {
    Path link = folder.resolve("a link");
    Files.createSymbolicLink(link, ROOT.resolve("submit/paenmf"));
    return run(link, environment, arguments);
  }

  private Ended run(Path script, Map<String, String> environment, List<String> arguments)
      throws Exception {
    // What passes the script's filter may come a moment after its exit code, when Java no longer
    // reads a pipe: cat reads it to its end, and the shell waits for that.
    List<String> command =
        new ArrayList<>(
            List.of(
                "bash",
                "-c",
                "\"$@\" 2>&1 >out | cat >err; exit \"${PIPESTATUS[0]}\"",
                "bash",
                script.toString()));
    command.addAll(arguments);
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    builder.environment().keySet().removeIf(n -> n.startsWith("SPARK_") || n.startsWith("PAENMF"));
    builder.environment().put("JAVA_HOME", javaHome.toString());
    builder.environment().put("PAENMF_SPARK_LINE", System.getProperty("spark.line"));
    builder.environment().putAll(environment);
    int code = builder.start().waitFor();
    return new Ended(
        code,
        Files.readString(folder.resolve("out"), StandardCharsets.UTF_8),
        Files.readString(folder.resolve("err"), StandardCharsets.UTF_8));
  }

  private static void copy(String name, Path target) throws Exception {
    Process process =
        new ProcessBuilder("cp", "-R", ROOT.resolve(name).toString(), target.toString()).start();
    assertThat(process.waitFor()).isZero();
  }

  /** A path with the few programs that the script itself needs. */
  private String withoutMaven() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("programs"));
    for (String name :
        List.of(
            "bash",
            "env",
            "cat",
            "dirname",
            "readlink",
            "basename",
            "tr",
            "sed",
            "head",
            "mkdir",
            "flock",
            "find",
            "stat")) {
      for (String place : List.of("/usr/bin", "/bin")) {
        if (Files.isExecutable(Path.of(place, name)) && !Files.exists(bin.resolve(name))) {
          Files.createSymbolicLink(bin.resolve(name), Path.of(place, name));
        }
      }
    }
    return bin.toString();
  }
}
