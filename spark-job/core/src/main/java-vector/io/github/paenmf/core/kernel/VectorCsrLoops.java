package io.github.paenmf.core.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * {@link CsrLoops} with the Vector API: up to four vectors of a row are kept in registers while its
 * non-zeros are read. Product and addition stay two steps, each rounded, as in the plain loops.
 */
final class VectorCsrLoops implements CsrLoops {

  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int LANES = SPECIES.length();

  /** Called by reflection. */
  VectorCsrLoops() {}

  @Override
  public String name() {
    return "csr-vector" + SPECIES.vectorBitSize();
  }

  @Override
  public int lanes() {
    return LANES;
  }

  @Override
  public void project(
      int rows,
      int[] cursor,
      int[] rowStart,
      int[] columns,
      float[] values,
      int columnEnd,
      float[] table,
      int width,
      float[] out) {
    for (int i = 0; i < rows; i++) {
      int start = cursor[i];
      int end = start;
      int limit = rowStart[i + 1];
      while (end < limit && columns[end] < columnEnd) {
        end++;
      }
      int j = 0;
      for (; j + 4 * LANES <= width; j += 4 * LANES) {
        projectFour(start, end, columns, values, table, width, j, out, PaddedRows.at(i, width) + j);
      }
      for (; j < width; j += LANES) {
        projectOne(start, end, columns, values, table, width, j, out, PaddedRows.at(i, width) + j);
      }
      cursor[i] = end;
    }
  }

  private static void projectFour(
      int start,
      int end,
      int[] columns,
      float[] values,
      float[] table,
      int width,
      int j,
      float[] out,
      int at) {
    FloatVector a = FloatVector.fromArray(SPECIES, out, at);
    FloatVector b = FloatVector.fromArray(SPECIES, out, at + LANES);
    FloatVector c = FloatVector.fromArray(SPECIES, out, at + 2 * LANES);
    FloatVector d = FloatVector.fromArray(SPECIES, out, at + 3 * LANES);
    for (int p = start; p < end; p++) {
      float v = values[p];
      int from = PaddedRows.at(columns[p], width) + j;
      a = a.add(FloatVector.fromArray(SPECIES, table, from).mul(v));
      b = b.add(FloatVector.fromArray(SPECIES, table, from + LANES).mul(v));
      c = c.add(FloatVector.fromArray(SPECIES, table, from + 2 * LANES).mul(v));
      d = d.add(FloatVector.fromArray(SPECIES, table, from + 3 * LANES).mul(v));
    }
    a.intoArray(out, at);
    b.intoArray(out, at + LANES);
    c.intoArray(out, at + 2 * LANES);
    d.intoArray(out, at + 3 * LANES);
  }

  private static void projectOne(
      int start,
      int end,
      int[] columns,
      float[] values,
      float[] table,
      int width,
      int j,
      float[] out,
      int at) {
    FloatVector a = FloatVector.fromArray(SPECIES, out, at);
    for (int p = start; p < end; p++) {
      a =
          a.add(
              FloatVector.fromArray(SPECIES, table, PaddedRows.at(columns[p], width) + j)
                  .mul(values[p]));
    }
    a.intoArray(out, at);
  }

  @Override
  public void backProject(
      int rows,
      int[] cursor,
      int[] rowStart,
      int[] columns,
      float[] values,
      int columnEnd,
      float[] h,
      int width,
      float[] sum) {
    for (int i = 0; i < rows; i++) {
      int start = cursor[i];
      int end = start;
      int limit = rowStart[i + 1];
      while (end < limit && columns[end] < columnEnd) {
        end++;
      }
      int j = 0;
      for (; j + 4 * LANES <= width; j += 4 * LANES) {
        backProjectFour(start, end, columns, values, h, PaddedRows.at(i, width) + j, width, j, sum);
      }
      for (; j < width; j += LANES) {
        backProjectOne(start, end, columns, values, h, PaddedRows.at(i, width) + j, width, j, sum);
      }
      cursor[i] = end;
    }
  }

  private static void backProjectFour(
      int start,
      int end,
      int[] columns,
      float[] values,
      float[] h,
      int from,
      int width,
      int j,
      float[] sum) {
    FloatVector a = FloatVector.fromArray(SPECIES, h, from);
    FloatVector b = FloatVector.fromArray(SPECIES, h, from + LANES);
    FloatVector c = FloatVector.fromArray(SPECIES, h, from + 2 * LANES);
    FloatVector d = FloatVector.fromArray(SPECIES, h, from + 3 * LANES);
    for (int p = start; p < end; p++) {
      float v = values[p];
      int at = PaddedRows.at(columns[p], width) + j;
      FloatVector.fromArray(SPECIES, sum, at).add(a.mul(v)).intoArray(sum, at);
      FloatVector.fromArray(SPECIES, sum, at + LANES).add(b.mul(v)).intoArray(sum, at + LANES);
      int half = at + 2 * LANES;
      FloatVector.fromArray(SPECIES, sum, half).add(c.mul(v)).intoArray(sum, half);
      FloatVector.fromArray(SPECIES, sum, half + LANES).add(d.mul(v)).intoArray(sum, half + LANES);
    }
  }

  private static void backProjectOne(
      int start,
      int end,
      int[] columns,
      float[] values,
      float[] h,
      int from,
      int width,
      int j,
      float[] sum) {
    FloatVector a = FloatVector.fromArray(SPECIES, h, from);
    for (int p = start; p < end; p++) {
      int at = PaddedRows.at(columns[p], width) + j;
      FloatVector.fromArray(SPECIES, sum, at).add(a.mul(values[p])).intoArray(sum, at);
    }
  }
}
