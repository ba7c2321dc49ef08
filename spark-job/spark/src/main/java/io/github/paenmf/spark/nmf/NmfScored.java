package io.github.paenmf.spark.nmf;

import io.github.paenmf.core.plain.FittedNmf;
import io.github.paenmf.core.plain.NmfRowSolver;
import io.github.paenmf.spark.data.FeatureReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.api.java.UDF1;

/** Solves for the features of one row, into the output columns that are switched on. */
final class NmfScored implements UDF1<Object, Row> {

  private static final long serialVersionUID = 1L;

  private final Broadcast<FittedNmf> model;
  private final NmfColumns columns;
  private final FeatureReader reader;
  private transient ThreadLocal<NmfRowSolver> solvers;

  NmfScored(Broadcast<FittedNmf> model, NmfColumns columns, FeatureReader reader) {
    this.model = model;
    this.columns = columns;
    this.reader = reader;
  }

  @Override
  public Row call(Object features) {
    FeatureReader.Values values = reader.read(features);
    NmfRowSolver.Solved solved = solver().solve(values.indices(), values.values());
    List<Object> out = new ArrayList<>(2);
    if (!columns.coefficients().isEmpty()) {
      out.add(Vectors.dense(solved.coefficients()));
    }
    if (!columns.loss().isEmpty()) {
      out.add(solved.squaredError());
    }
    return RowFactory.create(out.toArray());
  }

  private synchronized NmfRowSolver solver() {
    if (solvers == null) {
      solvers = ThreadLocal.withInitial(() -> new NmfRowSolver(model.value()));
    }
    return solvers.get();
  }
}
