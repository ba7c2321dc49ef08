package io.github.paenmf.job.table.text;

import io.github.paenmf.job.UserError;
import io.github.paenmf.job.table.Parsed;
import java.io.EOFException;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.ZipException;
import org.apache.spark.SparkException;

/** Puts what went wrong in a text file into words: file, line, column, found, expected. */
public final class Failures {

  private final TextFiles files;
  private final List<String> columnNames;

  /**
   * For these files.
   *
   * @param columnNames the header; {@code null} without one
   */
  public Failures(TextFiles files, List<String> columnNames) {
    this.files = files;
    this.columnNames = columnNames;
  }

  /** The message for a fault; reads the file again up to the fault to number its line. */
  public String explain(Parsed.Fault fault) {
    StringBuilder message = new StringBuilder(files.place(fault.file(), fault.offset()));
    if (fault.column() >= 0) {
      message.append(", column ").append(fault.column() + 1);
      if (columnNames != null && fault.column() < columnNames.size()) {
        message.append(" (").append(columnNames.get(fault.column())).append(')');
      }
    }
    message.append(": ");
    if (fault.found() != null) {
      message.append(fault.found().isEmpty() ? "found nothing" : "found '" + fault.found() + "'");
      message.append(", ");
    }
    return message.append(fault.problem()).toString();
  }

  /**
   * Runs the reading; a file that breaks off or cannot be unpacked becomes the user's to mend.
   *
   * @throws UserError for such a file
   */
  public <T> T explained(Supplier<T> reading) {
    try {
      return reading.get();
    } catch (RuntimeException e) {
      throw unpackable(e);
    } catch (Exception e) {
      // Spark throws its checked exception through methods that do not declare it.
      throw e instanceof SparkException ? unpackable(e) : new IllegalStateException(e);
    }
  }

  private RuntimeException unpackable(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      boolean broken =
          cause instanceof EOFException
              || cause instanceof ZipException
              || String.valueOf(cause.getMessage()).matches("(?s).*(EOFException|ZipException).*");
      if (broken) {
        return new UserError(
            files.name(0) + ": the packed file is damaged or cut off, expected a whole .gz file",
            e);
      }
    }
    return e instanceof RuntimeException runtime ? runtime : new IllegalStateException(e);
  }
}
