package io.github.paenmf.spark.nmf;

import io.github.paenmf.core.plain.NmfFit;
import io.github.paenmf.core.plain.NmfSettings;
import io.github.paenmf.core.plain.NmfTrainer;
import io.github.paenmf.core.plain.PartsStart;
import io.github.paenmf.core.train.PartsUpdate;
import io.github.paenmf.spark.data.FeatureNames;
import io.github.paenmf.spark.data.FeatureReader;
import io.github.paenmf.spark.data.InvalidRowException;
import io.github.paenmf.spark.source.SourceChoice;
import io.github.paenmf.spark.stage.FactorParams;
import io.github.paenmf.spark.stage.TableRows;
import java.util.Locale;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.DefaultParamsWritable;
import org.apache.spark.ml.util.Identifiable$;
import org.apache.spark.ml.util.MLReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.types.StructType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plain non-negative matrix factorisation: rows v become non-negative coefficients h so that v is
 * about W_f h with non-negative parts W_f, in least squares. It has no distribution over its
 * coefficients; it is what {@link io.github.paenmf.spark.PaeNmf} is compared with.
 *
 * <p>A round solves the coefficients of all rows at the present parts and improves the parts from
 * two sums, X'H and H'H; nothing of a row is kept between rounds.
 */
public final class Nmf extends Estimator<NmfModel>
    implements FactorParams<Nmf>, DefaultParamsWritable {

  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(Nmf.class);
  private static final int LOGGED_EVERY = 10;

  private final String uid;
  private final NmfParamSet declared;

  /** With a random uid. */
  public Nmf() {
    this(Identifiable$.MODULE$.randomUID("nmf"));
  }

  /** With this uid. */
  public Nmf(String uid) {
    this.uid = uid;
    this.declared = new NmfParamSet(this);
    declared.setDefaults(this);
  }

  @Override
  public String uid() {
    return uid;
  }

  @Override
  public NmfParamSet declared() {
    return declared;
  }

  @Override
  public Nmf self() {
    return this;
  }

  /**
   * Fits.
   *
   * @throws InvalidRowException when a row is not a data point and {@code handleInvalid} is {@code
   *     error}
   * @throws IllegalArgumentException when the rank is above the smaller side of the table, or the
   *     table is all zero
   */
  @Override
  public NmfModel fit(Dataset<?> dataset) {
    transformSchema(dataset.schema());
    String[] names = FeatureNames.of(dataset.schema().apply(getFeaturesCol())).orElse(null);
    try (SourceChoice.Chosen chosen = TableRows.of(this, dataset, new FeatureReader(-1, names))) {
      LOG.info(
          "plain NMF of {} rows of {} features, {} ({})",
          chosen.size().rows(),
          chosen.size().features(),
          chosen.source().name(),
          chosen.why());
      long start = System.nanoTime();
      NmfFit fit =
          new NmfTrainer(
                  settings(),
                  line -> {
                    if (line.round() % LOGGED_EVERY == 1) {
                      LOG.info("round {}: relative error {}", line.round(), line.relativeError());
                    }
                  })
              .fit(chosen.source());
      NmfSummary summary =
          NmfModel.summary(
              chosen, fit.figures(), fit.history(), fit.passes(), System.nanoTime() - start);
      LOG.info(
          "fitted in {} s, {} rounds: relative error {}",
          String.format(Locale.ROOT, "%.2f", summary.fitSeconds()),
          summary.rounds(),
          summary.relativeError());
      NmfModel model = new NmfModel(uid, fit.model(), names, summary);
      return copyValues(model.setParent(this), new ParamMap());
    } catch (Exception e) {
      throw InvalidRowException.rethrow(e);
    }
  }

  private NmfSettings settings() {
    return new NmfSettings(
        getRank(),
        getMaxIter(),
        getTol(),
        getSeed(),
        PartsStart.valueOf(getInitMode().toUpperCase(Locale.ROOT)),
        PartsUpdate.valueOf(getSolver().toUpperCase(Locale.ROOT)));
  }

  @Override
  public StructType transformSchema(StructType schema) {
    return NmfColumns.of(this).schema(schema, this, getRank());
  }

  @Override
  public Nmf copy(ParamMap extra) {
    return defaultCopy(extra);
  }

  /** Reads an estimator that was saved. */
  public static MLReader<Nmf> read() {
    return new DefaultParamsReader<>();
  }

  /** Reads an estimator from a folder. */
  public static Nmf load(String path) {
    return read().load(path);
  }

  @Override
  public String toString() {
    return "Nmf: uid=%s, rank=%d".formatted(uid, getRank());
  }
}
