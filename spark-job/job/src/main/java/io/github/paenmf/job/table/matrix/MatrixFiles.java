package io.github.paenmf.job.table.matrix;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Layout;
import io.github.paenmf.job.table.ReadOptions;
import java.io.IOException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The files of a matrix. A folder with {@code matrix.mtx} in it is one of 10x Genomics: its rows
 * are genes, its columns cells, and their names stand in {@code features.tsv} (or {@code
 * genes.tsv}) and {@code barcodes.tsv}; each may be packed as {@code .gz}.
 *
 * @param entries path of the matrix
 * @param rowNames path of its rows' names; {@code null} when rows have none
 * @param columnNames path of its columns' names; {@code null} when columns have none
 * @param usualLayout how data points lie in it unless told otherwise
 * @param folder whether the rows' names are those of a folder of 10x Genomics, with types
 */
record MatrixFiles(
    String entries, String rowNames, String columnNames, Layout usualLayout, boolean folder) {

  private static final String[] MATRIX = {"matrix.mtx", "matrix.mtx.gz"};
  private static final String[] FEATURES = {
    "features.tsv", "features.tsv.gz", "genes.tsv", "genes.tsv.gz"
  };
  private static final String[] BARCODES = {"barcodes.tsv", "barcodes.tsv.gz"};

  /** Whether this is a folder with a matrix in it. */
  static boolean isFolder(Configuration configuration, String input) throws IOException {
    Path path = new Path(input);
    FileSystem fileSystem = path.getFileSystem(configuration);
    return fileSystem.getFileStatus(path).isDirectory() && find(fileSystem, path, MATRIX) != null;
  }

  /**
   * The files that the options name, or that stand in the folder.
   *
   * @throws UserError when one of them is absent
   */
  static MatrixFiles of(Configuration configuration, ReadOptions options) {
    Path path = new Path(options.input());
    ReadOptions.NameFiles stated = options.nameFiles();
    try {
      FileSystem fileSystem = path.getFileSystem(configuration);
      if (!fileSystem.getFileStatus(path).isDirectory()) {
        return new MatrixFiles(
            options.input(),
            required(configuration, stated.rows(), "--row-names"),
            required(configuration, stated.columns(), "--column-names"),
            Layout.ROWS,
            false);
      }
      return new MatrixFiles(
          inFolder(fileSystem, path, MATRIX),
          stated.rows() == null
              ? inFolder(fileSystem, path, FEATURES)
              : required(configuration, stated.rows(), "--row-names"),
          stated.columns() == null
              ? inFolder(fileSystem, path, BARCODES)
              : required(configuration, stated.columns(), "--column-names"),
          Layout.COLUMNS,
          stated.rows() == null);
    } catch (IOException e) {
      throw new UserError(options.input() + ": cannot be looked at: " + e.getMessage(), e);
    }
  }

  private static String required(Configuration configuration, String file, String option)
      throws IOException {
    if (file != null) {
      Path path = new Path(file);
      if (!path.getFileSystem(configuration).exists(path)) {
        throw new UserError(option + " " + file + ": no such file");
      }
    }
    return file;
  }

  private static String inFolder(FileSystem fileSystem, Path folder, String[] names)
      throws IOException {
    String found = find(fileSystem, folder, names);
    if (found == null) {
      throw new UserError(
          folder + ": expected one of " + String.join(", ", names) + " in a folder of a matrix");
    }
    return found;
  }

  private static String find(FileSystem fileSystem, Path folder, String[] names)
      throws IOException {
    for (String name : names) {
      Path file = new Path(folder, name);
      if (fileSystem.exists(file)) {
        return file.toString();
      }
    }
    return null;
  }
}
