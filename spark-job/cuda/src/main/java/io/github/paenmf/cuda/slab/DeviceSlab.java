package io.github.paenmf.cuda.slab;

/**
 * Where a slab lies on the device. An address of 0 means that there is none of it.
 *
 * @param rows n
 * @param features m
 * @param sparse whether it is sparse
 * @param values dense: n x m, row-major; sparse: the non-zeros by rows
 * @param rowStart n + 1 ints, sparse only
 * @param columns feature of every non-zero by rows, sparse only
 * @param columnRows row of every non-zero by columns, sparse only
 * @param columnValues the non-zeros by columns, sparse only
 * @param stretchStart starts of the stretches of columns, sparse only
 * @param stretchOrder the stretches by the rows that they read, sparse only
 * @param columnStretches first stretch of every column, sparse only
 * @param stretches number of stretches
 * @param keys n content hashes
 * @param weights n weights, or 0 when all are 1
 * @param scores n x q column-major, or 0
 * @param inputs q
 */
public record DeviceSlab(
    int rows,
    int features,
    boolean sparse,
    long values,
    long rowStart,
    long columns,
    long columnRows,
    long columnValues,
    long stretchStart,
    long stretchOrder,
    long columnStretches,
    int stretches,
    long keys,
    long weights,
    long scores,
    int inputs) {

  /** The same with these scores. */
  DeviceSlab withScores(long address, int q) {
    return new DeviceSlab(
        rows,
        features,
        sparse,
        values,
        rowStart,
        columns,
        columnRows,
        columnValues,
        stretchStart,
        stretchOrder,
        columnStretches,
        stretches,
        keys,
        weights,
        address,
        q);
  }
}
