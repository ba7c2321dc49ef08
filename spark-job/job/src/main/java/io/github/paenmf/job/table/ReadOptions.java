package io.github.paenmf.job.table;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * How a table is to be read. What is {@code null} is found out from the file.
 *
 * @param input path, as Hadoop understands it, or {@code table:NAME}
 * @param format file format
 * @param layout how data points lie in the file
 * @param header whether text has a header row
 * @param names which column holds names
 * @param delimiter what divides the values of text
 * @param features vector or array column of a columnar file
 * @param kept columns that are carried along and are not features
 * @param missingAllowed whether empty cells and the like are read as missing values
 * @param cells how a table is read that is given value by value
 * @param nameFiles files that hold the names of a matrix
 * @param expected features that a model wants; {@code null} when there is none
 */
public record ReadOptions(
    String input,
    TableFormat format,
    Layout layout,
    Boolean header,
    NameColumn names,
    Character delimiter,
    String features,
    List<String> kept,
    boolean missingAllowed,
    CellRules cells,
    NameFiles nameFiles,
    Expected expected)
    implements Serializable {

  /** Everything found out from the file. */
  public static ReadOptions of(String input) {
    return new ReadOptions(
        input,
        null,
        null,
        null,
        NameColumn.detected(),
        null,
        null,
        List.of(),
        false,
        CellRules.none(),
        NameFiles.none(),
        null);
  }

  /** The same in this format. */
  public ReadOptions withFormat(TableFormat other) {
    return with(draft -> draft.format = other);
  }

  /** The same in this layout. */
  public ReadOptions withLayout(Layout other) {
    return with(draft -> draft.layout = other);
  }

  /** The same with or without a header. */
  public ReadOptions withHeader(Boolean other) {
    return with(draft -> draft.header = other);
  }

  /** The same with names in this column. */
  public ReadOptions withNames(NameColumn other) {
    return with(draft -> draft.names = other);
  }

  /** The same divided by this. */
  public ReadOptions withDelimiter(Character other) {
    return with(draft -> draft.delimiter = other);
  }

  /** The same with features in this column. */
  public ReadOptions withFeatures(String other) {
    return with(draft -> draft.features = other);
  }

  /** The same with these columns carried along. */
  public ReadOptions withKept(List<String> other) {
    return with(draft -> draft.kept = other);
  }

  /** The same with or without missing values. */
  public ReadOptions withMissingAllowed(boolean other) {
    return with(draft -> draft.missingAllowed = other);
  }

  /** The same with these rules for cells. */
  public ReadOptions withCells(CellRules other) {
    return with(draft -> draft.cells = other);
  }

  /** The same with names from these files. */
  public ReadOptions withNameFiles(NameFiles other) {
    return with(draft -> draft.nameFiles = other);
  }

  /** The same for a model that wants these features. */
  public ReadOptions withExpected(Expected other) {
    return with(draft -> draft.expected = other);
  }

  private ReadOptions with(Consumer<Draft> change) {
    Draft draft = new Draft(this);
    change.accept(draft);
    return draft.options();
  }

  /** The stated layout, or rows. */
  public Layout layoutOrRows() {
    return Optional.ofNullable(layout).orElse(Layout.ROWS);
  }

  /**
   * How a table is read that is given value by value: the long layout, or a matrix of entries.
   *
   * @param columns name or number of the columns that hold point, feature and value; empty for the
   *     first three
   * @param duplicates what happens when a cell has several values
   * @param absentMissing whether a cell that is not given is missing rather than 0
   * @param nameColumn 1-based column of a matrix's file of features that holds their names
   */
  public record CellRules(
      List<String> columns, DuplicateRule duplicates, boolean absentMissing, int nameColumn)
      implements Serializable {

    /** With features named in the first column of their file. */
    public CellRules(List<String> columns, DuplicateRule duplicates, boolean absentMissing) {
      this(columns, duplicates, absentMissing, 1);
    }

    /** The first three columns, no duplicates, and 0 where nothing is given. */
    public static CellRules none() {
      return new CellRules(List.of(), DuplicateRule.ERROR, false);
    }
  }

  /**
   * Text files that hold the names of a matrix, one a line.
   *
   * @param rows of its rows; {@code null} for none
   * @param columns of its columns; {@code null} for none
   * @param featureType third column of the features that are read, as 10x Genomics has it; {@code
   *     null} for {@link #GENES} where there are several
   */
  public record NameFiles(String rows, String columns, String featureType) implements Serializable {

    /** The type that is read unless another is stated. */
    public static final String GENES = "Gene Expression";

    /** Stated to read features of every type. */
    public static final String ALL_TYPES = "all";

    /** With no type stated. */
    public NameFiles(String rows, String columns) {
      this(rows, columns, null);
    }

    /** None. */
    public static NameFiles none() {
      return new NameFiles(null, null);
    }
  }

  /**
   * Features that a model wants.
   *
   * @param names in the model's order; empty when they have none
   * @param size number of features m
   */
  public record Expected(List<String> names, int size) implements Serializable {}

  /**
   * Which column holds the names of a file's rows.
   *
   * @param stated whether the user said so
   * @param name header or 1-based number of the column; {@code null} for none
   */
  public record NameColumn(boolean stated, String name) implements Serializable {

    /** Found out from the file. */
    public static NameColumn detected() {
      return new NameColumn(false, null);
    }

    /** There is none. */
    public static NameColumn none() {
      return new NameColumn(true, null);
    }

    /** This one. */
    public static NameColumn of(String name) {
      return new NameColumn(true, name);
    }
  }

  /** Options with one of them about to change. */
  private static final class Draft {
    private final String input;
    private TableFormat format;
    private Layout layout;
    private Boolean header;
    private NameColumn names;
    private Character delimiter;
    private String features;
    private List<String> kept;
    private boolean missingAllowed;
    private CellRules cells;
    private NameFiles nameFiles;
    private Expected expected;

    Draft(ReadOptions from) {
      input = from.input;
      format = from.format;
      layout = from.layout;
      header = from.header;
      names = from.names;
      delimiter = from.delimiter;
      features = from.features;
      kept = from.kept;
      missingAllowed = from.missingAllowed;
      cells = from.cells;
      nameFiles = from.nameFiles;
      expected = from.expected;
    }

    ReadOptions options() {
      return new ReadOptions(
          input,
          format,
          layout,
          header,
          names,
          delimiter,
          features,
          kept,
          missingAllowed,
          cells,
          nameFiles,
          expected);
    }
  }
}
