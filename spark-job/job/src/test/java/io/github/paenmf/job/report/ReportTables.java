package io.github.paenmf.job.report;

import io.github.paenmf.job.TestTables;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.SplittableRandom;

/** Small stand-ins for the three domains: images, prices over dates, genes. */
final class ReportTables {

  static final int IMAGE_SIDE = 6;

  /** Names that would run if they got into a page as they are. */
  static final String HOSTILE =
      "<img src=x onerror=alert(1)>\"'&</script><script>alert(2)</script>";

  private ReportTables() {}

  /** 60 images of 6 x 6 pixels, each a sum of three stripes; a row an image. */
  static String images(Path folder) {
    SplittableRandom random = new SplittableRandom(3);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 60; i++) {
      double[] strength = random.doubles(3).toArray();
      for (int p = 0; p < IMAGE_SIDE * IMAGE_SIDE; p++) {
        double v = strength[p % IMAGE_SIDE / 2] + 0.05 * random.nextDouble();
        text.append(p == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.4f", v));
      }
      text.append('\n');
    }
    return TestTables.write(folder, "images.csv", text.toString());
  }

  /** 12 companies over 80 days; a row a day, a column a company. */
  static String prices(Path folder) {
    SplittableRandom random = new SplittableRandom(4);
    StringBuilder text = new StringBuilder("date");
    for (int c = 0; c < 12; c++) {
      text.append(",C").append(c + 1);
    }
    for (int day = 0; day < 80; day++) {
      text.append('\n').append(LocalDate.of(2020, 1, 1).plusDays(day));
      for (int c = 0; c < 12; c++) {
        double v = 5 + c % 3 * day * 0.1 + (c % 2) * Math.sin(day / 9.0) + random.nextDouble();
        text.append(String.format(Locale.ROOT, ",%.4f", 10 * (c + 1) * v));
      }
    }
    return TestTables.write(folder, "prices.csv", text.append('\n').toString());
  }

  /** 90 genes of 20 samples, heavy-tailed, one gene and one sample with hostile names. */
  static String genes(Path folder) {
    SplittableRandom random = new SplittableRandom(5);
    StringBuilder text = new StringBuilder("gene");
    for (int i = 0; i < 20; i++) {
      text.append(",").append(i == 7 ? quoted(HOSTILE) : "sample " + (i + 1));
    }
    for (int g = 0; g < 90; g++) {
      text.append('\n').append(g == 11 ? quoted(HOSTILE) : "gene " + (g + 1));
      double level = Math.exp(3 * random.nextDouble() * random.nextDouble() * 3);
      for (int i = 0; i < 20; i++) {
        double v = level * ((g + i) % 2 == 0 ? 3 : 1) * (0.5 + random.nextDouble());
        text.append(String.format(Locale.ROOT, ",%.3f", g == 11 ? 900 + v : v));
      }
    }
    return TestTables.write(folder, "genes.csv", text.append('\n').toString());
  }

  /** What is known of the samples of {@link #genes}. */
  static String samples(Path folder) {
    StringBuilder text = new StringBuilder("sample,diagnosis,").append(quoted(HOSTILE));
    for (int i = 0; i < 20; i++) {
      text.append('\n').append(i == 7 ? quoted(HOSTILE) : "sample " + (i + 1));
      text.append(i % 2 == 0 ? ",even," : ",odd,").append(i < 10 ? quoted(HOSTILE) : "late");
    }
    return TestTables.write(folder, "samples.csv", text.append('\n').toString());
  }

  private static String quoted(String cell) {
    return "\"" + cell.replace("\"", "\"\"") + "\"";
  }
}
