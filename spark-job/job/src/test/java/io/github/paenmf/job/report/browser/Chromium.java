package io.github.paenmf.job.report.browser;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A headless Chromium of this machine, for the time of a test. */
public final class Chromium implements AutoCloseable {

  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

  private static final String LISTENING = "DevTools listening on ";

  private final Process process;
  private final Tab tab;

  private Chromium(Process process, Tab tab) {
    this.process = process;
    this.tab = tab;
  }

  /** Where one is installed: on the path, or in the cache of Playwright. */
  public static Optional<Path> find() {
    Stream<Path> onPath =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
    return Stream.concat(onPath, playwright()).filter(Files::isExecutable).findFirst();
  }

  private static Stream<Path> playwright() {
    Path cache = Path.of(System.getProperty("user.home"), ".cache", "ms-playwright");
    if (!Files.isDirectory(cache)) {
      return Stream.empty();
    }
    try (Stream<Path> installed = Files.list(cache)) {
      return installed
          .filter(folder -> folder.getFileName().toString().startsWith("chromium-"))
          .map(folder -> folder.resolve("chrome-linux/chrome"))
          .toList()
          .stream();
    } catch (IOException e) {
      return Stream.empty();
    }
  }

  /**
   * Starts one.
   *
   * @param program of {@link #find()}
   * @param profile an empty folder
   */
  public static Chromium start(Path program, Path profile) throws IOException {
    // No sandbox: tests run as root in containers, and open pages of their own making only.
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      URI debugger = debugger(process);
      return new Chromium(process, Tab.open(debugger));
    } catch (IOException | RuntimeException e) {
      end(process);
      throw e;
    }
  }

  private static URI debugger(Process process) throws IOException {
    BufferedReader lines =
        new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.startsWith(LISTENING)) {
        drain(lines);
        return URI.create(line.substring(LISTENING.length()).trim());
      }
      said.append(line).append('\n');
    }
    throw new IOException("the browser ended: " + said);
  }

  /** A full pipe would stop the browser. */
  private static void drain(BufferedReader lines) {
    Thread thread = new Thread(() -> lines.lines().forEach(line -> {}), "browser messages");
    thread.setDaemon(true);
    thread.start();
  }

  /** Its one tab. */
  public Tab tab() {
    return tab;
  }

  /**
   * Ends the browser and waits for all of its processes: those that keep caches and cookies outlive
   * the first one for a moment, and would write into the profile while it is being deleted.
   */
  @Override
  public void close() {
    tab.close();
    end(process);
  }

  private static void end(Process process) {
    // The first one first, so that it starts no others.
    List<ProcessHandle> family =
        Stream.concat(Stream.of(process.toHandle()), process.descendants()).toList();
    family.forEach(ProcessHandle::destroyForcibly);
    await("end of the browser")
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> family.stream().noneMatch(Chromium::runs));
  }

  /** Orphans that nobody asks for stay in the table of processes, but without a program. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }
}
