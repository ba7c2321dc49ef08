package io.github.paenmf.job.table.text;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What was found out about a text table from its first lines.
 *
 * @param dialect what is in which column
 * @param columnNames the header, one a column; {@code null} without a header
 * @param dataStart byte offset of the first data line
 */
record TextTable(Dialect dialect, List<String> columnNames, long dataStart) {

  /** Names of the columns with this role; {@code null} without a header. */
  List<String> names(Dialect.Role role) {
    if (columnNames == null) {
      return null;
    }
    return IntStream.range(0, columnNames.size())
        .filter(c -> dialect.roles()[c] == role)
        .mapToObj(columnNames::get)
        .toList();
  }
}
