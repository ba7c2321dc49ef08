package io.github.paenmf.job.table;

import io.github.paenmf.job.UserError;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** File formats, each with the endings that tell it. */
public enum TableFormat {
  /** Values between commas. */
  CSV("csv"),
  /** Values between tabs. */
  TSV("tsv", "tab"),
  /** Text whose first line tells whether tabs or commas divide it. */
  TXT("txt", "dat", "data"),
  /** Apache Parquet. */
  PARQUET("parquet", "pq"),
  /** Apache ORC. */
  ORC("orc"),
  /** One JSON object a line. */
  JSON("json", "jsonl", "ndjson"),
  /** A label and index:value pairs a line. */
  LIBSVM("libsvm", "svm"),
  /** MatrixMarket, or a folder of 10x Genomics with one in it. */
  MTX("mtx"),
  /** Gene Cluster Text: genes as rows, samples as columns. */
  GCT("gct");

  private final List<String> endings;

  TableFormat(String... endings) {
    this.endings = List.of(endings);
  }

  /** The name used for {@code --format}. */
  public String optionName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The format that a path's ending tells, {@code .gz} set aside.
   *
   * @throws UserError when the ending tells none
   */
  public static TableFormat ofPath(String path) {
    String name = path.replaceAll("/+$", "").toLowerCase(Locale.ROOT);
    if (name.endsWith(".gz")) {
      name = name.substring(0, name.length() - 3);
    }
    String ending = name.substring(name.lastIndexOf('.') + 1);
    return Arrays.stream(values())
        .filter(format -> format.endings.contains(ending))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    path
                        + ": the ending tells no format; give --format "
                        + Arrays.stream(values())
                            .map(TableFormat::optionName)
                            .collect(Collectors.joining("|"))));
  }
}
