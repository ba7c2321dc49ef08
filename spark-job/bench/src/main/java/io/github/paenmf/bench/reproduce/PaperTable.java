package io.github.paenmf.bench.reproduce;

import io.github.paenmf.job.prepare.ScaleRule;
import io.github.paenmf.job.report.ImageShape;
import io.github.paenmf.job.report.View;

/** The authors' matrices: a row of the file a dimension, a column a data point, no names. */
enum PaperTable {
  /** 2429 faces of 19 x 19 pixels. */
  FACES("Vfaces.csv", 81, ScaleRule.MAX, new ImageShape(19, 19, true), View.AUTO),
  /** 94 companies over 1305 days. */
  FINANCE("Vfinance.csv", 9, ScaleRule.COLUMN_MAX, null, View.LINES),
  /** 38 samples of 5000 genes. */
  GENES("Vgenes.txt", 3, ScaleRule.COLUMN_MAX, null, View.VALUES);

  final String file;
  final int rank;
  final ScaleRule scale;
  final ImageShape image;
  final View view;

  PaperTable(String file, int rank, ScaleRule scale, ImageShape image, View view) {
    this.file = file;
    this.rank = rank;
    this.scale = scale;
    this.image = image;
    this.view = view;
  }
}
