package io.github.paenmf.bench;

import io.github.paenmf.bench.cells.CellFit;
import io.github.paenmf.bench.kernel.KernelTable;
import io.github.paenmf.bench.memory.FitMemory;
import io.github.paenmf.bench.ml.FaceRanks;
import io.github.paenmf.bench.ml.LeukaemiaClasses;
import io.github.paenmf.bench.nmf.PlainNmfRates;
import io.github.paenmf.bench.overhead.RoundOverhead;
import io.github.paenmf.bench.products.ProductRates;
import io.github.paenmf.bench.race.Race;
import io.github.paenmf.bench.rank.GrownRanks;
import io.github.paenmf.bench.rank.KnownRanks;
import io.github.paenmf.bench.rank.PaperRanks;
import io.github.paenmf.bench.reproduce.Reproduce;
import io.github.paenmf.bench.round.RoundRates;
import io.github.paenmf.bench.scaling.Scaling;
import io.github.paenmf.bench.study.Study;
import io.github.paenmf.bench.tables.LongTableFit;
import io.github.paenmf.bench.transform.TransformRates;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Runs one of the programs by its name. */
public final class Main {

  /** What a program's {@code main} looks like. */
  @FunctionalInterface
  private interface Program {
    void run(String[] arguments) throws Exception;
  }

  private record Entry(String does, Program program) {}

  private static final Map<String, Entry> PROGRAMS = new LinkedHashMap<>();

  static {
    PROGRAMS.put(
        "products", new Entry("the two products over X, by block size", ProductRates::main));
    PROGRAMS.put("kernels", new Entry("JMH: products, passes and latents", KernelTable::main));
    PROGRAMS.put("rounds", new Entry("whole training rounds and the latents", RoundRates::main));
    PROGRAMS.put("study", new Entry("solvers side by side, and the promised figures", Study::main));
    PROGRAMS.put(
        "nmf", new Entry("plain NMF on faces and genes: FOLDER of the data", PlainNmfRates::main));
    PROGRAMS.put(
        "face-ranks",
        new Entry("cross-validation over the rank on faces, by negativeElbo", FaceRanks::main));
    PROGRAMS.put(
        "known-ranks",
        new Entry("how often each criterion finds a rank that is known", KnownRanks::main));
    PROGRAMS.put(
        "paper-ranks",
        new Entry("the criteria on the paper's matrices: FOLDER of the data", PaperRanks::main));
    PROGRAMS.put(
        "grown-ranks",
        new Entry("ranks started from the one before, beside cold: FOLDER", GrownRanks::main));
    PROGRAMS.put(
        "leukaemia",
        new Entry("ALL and AML against the parts, beside plain NMF", LeukaemiaClasses::main));
    PROGRAMS.put(
        "reproduce",
        new Entry("the paper's figures, and what it says of them measured", Reproduce::main));
    PROGRAMS.put(
        "transform", new Entry("transform of many rows beside MLlib's PCA", TransformRates::main));
    PROGRAMS.put(
        "overhead",
        new Entry("empty rounds beside MLlib's LogisticRegression: MASTER", RoundOverhead::main));
    PROGRAMS.put(
        "cells", new Entry("PBMC3k, sparse and with every zero stored: FOLDER", CellFit::main));
    PROGRAMS.put(
        "memory", new Entry("the most memory of training, saving and blocks", FitMemory::main));
    PROGRAMS.put("race", new Entry("beside MLlib's ALS and LDA: FOLDER of the data", Race::main));
    PROGRAMS.put(
        "scaling", new Entry("time by rows, non-zeros, rank and cores: MASTER", Scaling::main));
    PROGRAMS.put(
        "all",
        new Entry("all tables of speed and memory, \"short\" for small ones", AllTables::run));
    PROGRAMS.put(
        "long-table",
        new Entry("a large long table, pivoted and fitted in little memory", LongTableFit::main));
  }

  private Main() {}

  /** The first argument names the program, the others are its own. */
  public static void main(String[] arguments) throws Exception {
    Entry entry = arguments.length == 0 ? null : PROGRAMS.get(arguments[0]);
    if (entry == null) {
      System.err.println("usage: submit/bench PROGRAM [arguments], with one of the programs");
      PROGRAMS.forEach((name, one) -> System.err.printf("  %-12s %s%n", name, one.does()));
      System.exit(2);
      return;
    }
    entry.program().run(Arrays.copyOfRange(arguments, 1, arguments.length));
  }
}
