package io.github.paenmf.spark;

import io.github.paenmf.core.rank.RankTable;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** The model of the rank that was chosen, and why: the table of all ranks and criteria. */
public final class RankSelectorModel extends Model<RankSelectorModel>
    implements RankSelectorParams<RankSelectorModel>, MLWritable {

  private static final long serialVersionUID = 1L;

  private final String uid;
  private final RankSelectorParamSet declared;
  private final PaeNmfModel bestModel;
  private final RankTable table;

  /** An empty model; Spark's registries need it, {@link #load} gives one that can be used. */
  public RankSelectorModel() {
    this(Identifiable$.MODULE$.randomUID("rankselector"));
  }

  /** An empty model with this uid. */
  public RankSelectorModel(String uid) {
    this(uid, null, null);
  }

  RankSelectorModel(String uid, PaeNmfModel bestModel, RankTable table) {
    this.uid = uid;
    this.bestModel = bestModel;
    this.table = table;
    this.declared = new RankSelectorParamSet(this);
    declared.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public RankSelectorParamSet declared() {
    return declared;
  }

  @Override
  public RankSelectorModel self() {
    return this;
  }

  /**
   * The model of the rank chosen.
   *
   * @throws IllegalStateException when this model is empty
   */
  public PaeNmfModel bestModel() {
    if (bestModel == null) {
      throw new IllegalStateException("model %s is empty: fit one, or load one".formatted(uid));
    }
    return bestModel;
  }

  /** The curves of all criteria over the ranks tried, and the choice. */
  public RankTable table() {
    return table;
  }

  /** The rank chosen. */
  public int bestRank() {
    return table.rank();
  }

  @Override
  public Dataset<Row> transform(Dataset<?> dataset) {
    return bestModel().transform(dataset);
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return bestModel().transformSchema(schema);
  }

  @Override
  public RankSelectorModel copy(ParamMap extra) {
    RankSelectorModel copy =
        new RankSelectorModel(uid, bestModel == null ? null : bestModel.copy(extra), table);
    return copyValues(copy, extra).setParent(parent());
  }

  @Override
  public MLWriter write() {
    return new RankSelectorModelWriter(this);
  }

  /** Reads a model that was saved. */
  public static MLReader<RankSelectorModel> read() {
    return new RankSelectorModelReader();
  }

  /** Reads a model from a folder. */
  public static RankSelectorModel load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "RankSelectorModel: uid=%s, %s"
        .formatted(uid, table == null ? "empty" : table.confidence());
  }
}
