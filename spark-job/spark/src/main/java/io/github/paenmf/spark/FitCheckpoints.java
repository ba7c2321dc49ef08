package io.github.paenmf.spark;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.checkpoint.CheckpointException;
import io.github.paenmf.core.checkpoint.Checkpoints;
import io.github.paenmf.core.checkpoint.FitIdentity;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.train.Phase;
import io.github.paenmf.core.train.TrainingListener;
import io.github.paenmf.core.train.TrainingParams;
import io.github.paenmf.core.train.TrainingState;
import io.github.paenmf.spark.persist.HadoopCheckpointStore;
import io.github.paenmf.spark.source.TableSize;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.apache.spark.sql.SparkSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The checkpoints of one fit by its params: where they are, when one is due, what a stop does.
 *
 * <p>A fit that can't write a checkpoint when it begins fails; one that can't later goes on with a
 * warning, since what it has computed is worth more than the checkpoint.
 */
final class FitCheckpoints {

  private static final Logger LOG = LoggerFactory.getLogger(PaeNmf.class);

  private final TrainingParams params;
  private final Checkpoints checkpoints;
  private final int interval;
  private final boolean fixedBlocks;
  private final Weights start;
  private final BooleanSupplier stopRequested;

  /** When a checkpoint was written, or could not be: the next is due an interval later. */
  private int passesTried;

  private FitCheckpoints(
      TrainingParams params,
      Checkpoints checkpoints,
      int interval,
      boolean fixedBlocks,
      Weights start,
      BooleanSupplier stopRequested) {
    this.params = params;
    this.checkpoints = checkpoints;
    this.interval = interval;
    this.fixedBlocks = fixedBlocks;
    this.start = start;
    this.stopRequested = stopRequested;
  }

  /**
   * Looks at the folder before any work is done.
   *
   * @param stage whose params say what is wanted
   * @param start weights of the initial model, or null
   * @param stopRequested asked after every pass
   * @throws CheckpointException when there is a fit in the folder and it is not to be resumed, or
   *     the folder can't be looked at
   */
  static FitCheckpoints open(
      PaeNmfParams<?> stage,
      TrainingParams params,
      SparkSession spark,
      Weights start,
      BooleanSupplier stopRequested) {
    boolean fixedBlocks = stage.getPartitions() > 0 || stage.getMaxBlockSizeInMB() > 0;
    if (stage.getCheckpointDir().isEmpty()) {
      if (stage.getResume()) {
        throw new CheckpointException("resume is set, expected a checkpointDir to resume from");
      }
      return new FitCheckpoints(params, null, 0, fixedBlocks, start, stopRequested);
    }
    try {
      Checkpoints found = Checkpoints.open(store(stage, spark));
      if (found.holdsFit() && !stage.getResume()) {
        throw new CheckpointException(
            "%s holds the checkpoints of a fit: resume it, choose another folder, or remove this one"
                .formatted(found));
      }
      return new FitCheckpoints(
          params, found, stage.getCheckpointInterval(), fixedBlocks, start, stopRequested);
    } catch (IOException e) {
      throw unusable(stage.getCheckpointDir(), "can't be read", e);
    }
  }

  private static HadoopCheckpointStore store(PaeNmfParams<?> stage, SparkSession spark)
      throws IOException {
    return HadoopCheckpointStore.of(spark.sessionState().newHadoopConf(), stage.getCheckpointDir());
  }

  private static CheckpointException unusable(String folder, String what, IOException e) {
    return new CheckpointException(
        "checkpointDir %s %s: %s".formatted(folder, what, e.getMessage()), e);
  }

  /** Removes the checkpoints that a stage's params name. */
  static void delete(PaeNmfParams<?> stage, SparkSession spark) throws IOException {
    if (!stage.getCheckpointDir().isEmpty()) {
      Checkpoints.open(store(stage, spark)).remove();
    }
  }

  /**
   * Blocks as the fit that is resumed has them, whatever the cluster is now; tells the folder what
   * is fitted, or compares.
   */
  BlockLayout layout(TableSize size, BlockLayout bySize) {
    if (checkpoints == null) {
      return bySize;
    }
    BlockLayout layout = fixedBlocks ? bySize : checkpoints.layout().orElse(bySize);
    try {
      checkpoints.begin(
          FitIdentity.of(
              size.rows(),
              size.features(),
              size.nonZeros(),
              size.fingerprint(),
              params,
              layout,
              start));
    } catch (IOException e) {
      throw unusable(checkpoints.toString(), "can't be written", e);
    }
    return layout;
  }

  /** The state to go on from, if there is one. */
  Optional<TrainingState> newest() throws IOException {
    if (checkpoints == null) {
      return Optional.empty();
    }
    Optional<TrainingState> newest = checkpoints.newest(LOG::warn);
    newest.ifPresent(
        state -> {
          passesTried = state.passes();
          LOG.info("going on in {} after {} passes over the data", checkpoints, state.passes());
        });
    return newest;
  }

  /** A listener that does what is due here after another one was told. */
  TrainingListener after(TrainingListener other) {
    return new TrainingListener() {
      @Override
      public void onStep(TrainingState state) {
        other.onStep(state);
        passed(state);
      }

      @Override
      public void onNotice(String message) {
        other.onNotice(message);
      }
    };
  }

  private void passed(TrainingState state) {
    boolean done = state.phase() == Phase.DONE;
    boolean stop = stopRequested.getAsBoolean() && !done;
    boolean due = interval > 0 && state.passes() - passesTried >= interval;
    boolean saved = checkpoints != null && (stop || due || done) && save(state);
    if (stop) {
      String where =
          String.format(
              Locale.ROOT,
              "stopped after %d passes over the data (%s)",
              state.passes(),
              state.phase().name().toLowerCase(Locale.ROOT));
      throw new FitStoppedException(
          saved
              ? "%s; saved in %s, set resume to go on".formatted(where, checkpoints)
              : where + "; this state is not saved");
    }
  }

  private boolean save(TrainingState state) {
    passesTried = state.passes();
    try {
      checkpoints.write(state);
      return true;
    } catch (IOException e) {
      LOG.warn(
          "no checkpoint after {} passes, {} can't be written ({}); earlier ones are kept",
          state.passes(),
          checkpoints,
          e.getMessage());
      return false;
    }
  }
}
