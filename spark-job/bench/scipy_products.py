#!/usr/bin/env python3
"""Rate of scipy.sparse at the two products X W and X'H, for comparison with ProductRates.

Usage: scipy_products.py [rows [features [density [rank]]]]; defaults 20000 20000 0.05 50.
float32, one thread; prints the median of seven passes in GFLOP/s of processor time (4 rank flops a
non-zero).
"""
import sys
import time

import numpy as np
import scipy
import scipy.sparse as sp


def main():
    given = sys.argv[1:]
    rows = int(given[0]) if len(given) > 0 else 20000
    features = int(given[1]) if len(given) > 1 else 20000
    density = float(given[2]) if len(given) > 2 else 0.05
    rank = int(given[3]) if len(given) > 3 else 50
    rng = np.random.default_rng(6)
    # Row by row, so that no dense table and no list of all positions is needed.
    counts = rng.binomial(features, density, rows)
    start = np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
    columns = np.empty(start[-1], np.int32)
    for i in range(rows):
        picked = rng.choice(features, counts[i], replace=False, shuffle=False)
        columns[start[i] : start[i + 1]] = np.sort(picked)
    values = rng.random(start[-1], np.float32)
    x = sp.csr_matrix((values, columns, start), shape=(rows, features))
    w = rng.random((features, rank), np.float32)
    h = rng.random((rows, rank), np.float32)
    transposed = x.T
    seconds = []
    for _ in range(8):
        begin = time.process_time()
        x @ w
        transposed @ h
        seconds.append(time.process_time() - begin)
    median = sorted(seconds[1:])[3]
    print(
        f"scipy {scipy.__version__}: {rows} x {features}, {x.nnz} non-zeros, r = {rank}: "
        f"{4e-9 * x.nnz * rank / median:.1f} GFLOP/s of both products"
    )


if __name__ == "__main__":
    main()
