// Plain NMF's coefficients: h >= 0 minimising ||v - W h||^2 by sweeps over the parts, one thread a row. h starts from the
// ridge solution, which is clipped here.
KERNEL hals_rows(float* h, const float* p, const float* gram, int64 n, int64 r, int64 sweeps) {
  int64 i = rowOfThread();
  if (i >= n) {
    return;
  }
  for (int64 j = 0; j < r; j++) {
    float start = h[j * n + i];
    h[j * n + i] = start > 0.0f ? start : 0.0f;
  }
  for (int64 sweep = 0; sweep < sweeps; sweep++) {
    for (int64 j = 0; j < r; j++) {
      float diagonal = gram[j * r + j];
      if (!(diagonal > 0.0f)) {
        continue;
      }
      float target = p[j * n + i];
      for (int64 l = 0; l < r; l++) {
        if (l != j) {
          target = fma32(-gram[j * r + l], h[l * n + i], target);
        }
      }
      float value = target * divided(1.0f, diagonal);
      h[j * n + i] = value > 0.0f ? value : 0.0f;
    }
  }
}
