package io.github.paenmf.job.report.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Pictures of a whole page in slices, to be looked at. */
public final class Shots {

  private static final int SLICE = 1400;

  private Shots() {}

  /**
   * Takes them.
   *
   * @param tab with the page open
   * @param name start of the files' names
   */
  public static void take(Tab tab, int width, boolean dark, Path folder, String name)
      throws IOException {
    tab.view(width, 900, dark);
    int height = tab.value("Math.ceil(document.documentElement.scrollHeight)").asInt();
    Files.createDirectories(folder);
    for (int y = 0, slice = 1; y < height; y += SLICE, slice++) {
      String file = name + "-" + width + (dark ? "-dark" : "") + "-" + slice + ".png";
      Files.write(folder.resolve(file), tab.picture(y, width, Math.min(SLICE, height - y)));
    }
  }
}
