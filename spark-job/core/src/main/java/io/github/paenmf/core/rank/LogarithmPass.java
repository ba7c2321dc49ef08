package io.github.paenmf.core.rank;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.DataBlock;
import io.github.paenmf.core.pass.BlockKernel;
import io.github.paenmf.core.pass.NmfPass;
import io.github.paenmf.core.pass.Pass;

/**
 * What a gamma fit of all coefficients needs: the sum of their values and of their logarithms, each
 * coefficient multiplied by a factor of its part and then kept above a floor.
 *
 * @param nmf how the coefficients are solved
 * @param factors one a part
 * @param floors least values, one for each fit that is wanted
 */
record LogarithmPass(NmfPass nmf, double[] factors, double[] floors)
    implements Pass<LogarithmStatistics> {

  @Override
  public LogarithmStatistics empty() {
    return new LogarithmStatistics(floors.length);
  }

  @Override
  public void fold(BlockKernel kernel, DataBlock block, LogarithmStatistics into) {
    Block x = block.x();
    int rows = x.rows();
    float[] h = Coefficients.of(nmf, x);
    for (int i = 0; i < rows; i++) {
      double weight = x.weight(i);
      into.count += weight * nmf.rank();
      for (int j = 0; j < nmf.rank(); j++) {
        double value = h[j * rows + i] * factors[j];
        for (int f = 0; f < floors.length; f++) {
          double kept = Math.max(value, floors[f]);
          into.values[f] += weight * kept;
          into.logarithms[f] += weight * Math.log(kept);
        }
      }
    }
  }
}
