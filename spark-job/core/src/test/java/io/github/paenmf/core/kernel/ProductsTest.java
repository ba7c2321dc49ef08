package io.github.paenmf.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.paenmf.core.block.Block;
import io.github.paenmf.core.block.CsrBlock;
import io.github.paenmf.core.block.DenseBlock;
import io.github.paenmf.core.linalg.MatrixProducts;
import io.github.paenmf.core.tile.Tiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ProductsTest {

  /** Larger than a panel, a stripe and what is copied at a time, and not their multiples. */
  @Test
  void aLargeTableIsCutIntoTiles() {
    everyImplementationMatchesDoublePrecision(211, 2207, 13, 4, 7);
  }

  @Property(tries = 60)
  void everyImplementationMatchesDoublePrecision(
      @ForAll @IntRange(min = 1, max = 130) int rows,
      @ForAll @IntRange(min = 1, max = 90) int features,
      @ForAll @IntRange(min = 1, max = 70) int r,
      @ForAll @IntRange(min = 0, max = 4) int fill,
      @ForAll long seed) {
    Table table = Table.random(rows, features, fill / 4.0, seed);
    float[] parts = random(r * features, seed + 1);
    float[] h = random(r * rows, seed + 2);
    float[] start = random(r * features, seed + 3);
    for (Products products : all()) {
      Block block = table.blockFor(products);
      float[] out = random(r * rows + 3, seed + 4);
      float[] into = start.clone();
      products.begin(parts, r, features);
      products.project(block, out);
      products.backProject(block, h);
      products.addSumTo(into);
      for (int j = 0; j < r; j++) {
        for (int i = 0; i < rows; i++) {
          double expected = 0;
          double size = 0;
          for (int t = 0; t < features; t++) {
            double term = (double) table.x[i * features + t] * parts[j * features + t];
            expected += term;
            size += Math.abs(term);
          }
          assertClose(products, out[j * rows + i], expected, size);
        }
        for (int t = 0; t < features; t++) {
          double expected = start[j * features + t];
          double size = Math.abs(expected);
          for (int i = 0; i < rows; i++) {
            double term = (double) table.x[i * features + t] * h[j * rows + i];
            expected += term;
            size += Math.abs(term);
          }
          assertClose(products, into[j * features + t], expected, size);
        }
      }
      products.close();
    }
  }

  @Property(tries = 40)
  void vectorAndPlainLoopsGiveTheSameBits(
      @ForAll @IntRange(min = 1, max = 60) int rows,
      @ForAll @IntRange(min = 1, max = 300) int features,
      @ForAll @IntRange(min = 1, max = 150) int r,
      @ForAll long seed) {
    CsrBlock block = Table.random(rows, features, 0.3, seed).sparse();
    float[] parts = random(r * features, seed + 1);
    float[] h = random(r * rows, seed + 2);
    List<float[]> projected = new ArrayList<>();
    List<float[]> summed = new ArrayList<>();
    for (CsrLoops loops : List.of(new PlainCsrLoops(), SparseProducts.bestLoops())) {
      float[] out = new float[r * rows];
      float[] into = new float[r * features];
      try (Products products = new SparseProducts(loops)) {
        products.begin(parts, r, features);
        products.project(block, out);
        products.backProject(block, h);
        products.backProject(block, h);
        products.addSumTo(into);
      }
      projected.add(out);
      summed.add(into);
    }
    assertThat(projected.get(1)).containsExactly(projected.get(0));
    assertThat(summed.get(1)).containsExactly(summed.get(0));
  }

  @Test
  void vectorLoopsAreTestedWhereTheModuleIs() {
    boolean module = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
    assertThat(new SparseProducts().name())
        .startsWith(module ? "csr-vector" : "csr-plain")
        .isEqualTo(Products.forBlock(Table.random(1, 1, 1, 1).sparse()).name());
    assertThat(new SparseProducts(new PlainCsrLoops()).name()).isEqualTo("csr-plain");
    assertThat(Tiles.wherePossible().isPresent()).isEqualTo(module);
    assertThat(Products.forBlock(Table.random(1, 1, 1, 1).dense()).name())
        .startsWith(Tiles.whereFastest().isPresent() ? "tiles-vector512-openblas-" : "openblas-");
    assertThat(new DenseProducts(MatrixProducts.ofArrays()).name()).isEqualTo("nd4j-cpu");
  }

  @Test
  void onePassSumsOverBlocksAndTheNextStartsAtZero() {
    int features = 23;
    int r = 5;
    for (Products products : all()) {
      float[] first = new float[r * features];
      float[] second = new float[r * features];
      float[] oneByOne = new float[r * features];
      products.begin(random(r * features, 1), r, features);
      for (int b = 0; b < 4; b++) {
        Block block = Table.random(3 + b, features, 0.5, b).blockFor(products);
        float[] h = random(r * block.rows(), 100 + b);
        products.project(block, new float[r * block.rows()]);
        products.backProject(block, h);
      }
      products.addSumTo(first);
      for (int b = 0; b < 4; b++) {
        Block block = Table.random(3 + b, features, 0.5, b).blockFor(products);
        products.backProject(block, random(r * block.rows(), 100 + b), r, oneByOne);
      }
      products.begin(random(r * features, 1), r, features);
      products.addSumTo(second);
      for (int i = 0; i < first.length; i++) {
        assertThat(oneByOne[i]).isCloseTo(first[i], within(1e-5f));
      }
      assertThat(second).containsOnly(0f);
      products.close();
    }
  }

  @Test
  void anInstanceIsReusedAcrossShapes() {
    int[][] shapes = {{7, 31, 4}, {1, 1, 1}, {200, 12, 33}, {2, 500, 2}, {7, 31, 4}};
    for (Products products : all()) {
      for (int[] shape : shapes) {
        Block block = Table.random(shape[0], shape[1], 0.4, 9).blockFor(products);
        float[] parts = random(shape[1] * shape[2], 10);
        float[] fresh = new float[shape[0] * shape[2]];
        float[] reused = new float[shape[0] * shape[2]];
        try (Products other = Products.forBlock(block)) {
          other.project(block, parts, shape[2], fresh);
        }
        products.project(block, parts, shape[2], reused);
        for (int i = 0; i < fresh.length; i++) {
          assertThat(reused[i]).isCloseTo(fresh[i], within(1e-5f));
        }
      }
      products.close();
    }
  }

  @Test
  void instancesOnTwoThreadsDoNotDisturbEachOther() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Future<Void>> done = new ArrayList<>();
      for (int thread = 0; thread < 2; thread++) {
        int seed = thread;
        Callable<Void> work =
            () -> {
              for (int repeat = 0; repeat < 20; repeat++) {
                everyImplementationMatchesDoublePrecision(30, 60, 20, 2, seed * 1000L + repeat);
              }
              return null;
            };
        done.add(threads.submit(work));
      }
      for (Future<Void> future : done) {
        future.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void wrongShapesAreNamed() {
    for (Products products : all()) {
      Block block = Table.random(3, 4, 1, 1).blockFor(products);
      Block otherKind =
          block instanceof DenseBlock
              ? Table.random(3, 4, 1, 1).sparse()
              : Table.random(3, 4, 1, 1).dense();
      assertThatThrownBy(() -> products.begin(new float[7], 2, 4))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("need 8 values, found 7");
      assertThatThrownBy(() -> products.begin(new float[0], 0, 4))
          .isInstanceOf(IllegalArgumentException.class);
      products.begin(null, 2, 5);
      assertThatThrownBy(() -> products.backProject(block, new float[6]))
          .hasMessageContaining("begun for 5 features, the block has 4");
      products.begin(null, 2, 4);
      assertThatThrownBy(() -> products.project(block, new float[6]))
          .isInstanceOf(IllegalStateException.class);
      assertThatThrownBy(() -> products.backProject(block, new float[5]))
          .hasMessageContaining("need 6 values, found 5");
      assertThatThrownBy(() -> products.backProject(otherKind, new float[6]))
          .hasMessageContaining("products got a");
      assertThatThrownBy(() -> products.addSumTo(new float[7]))
          .isInstanceOf(IllegalArgumentException.class);
      products.close();
    }
  }

  private static List<Products> all() {
    List<Products> all = new ArrayList<>();
    all.add(new DenseProducts(MatrixProducts.ofBackend()));
    all.add(new DenseProducts(MatrixProducts.ofArrays()));
    Tiles.wherePossible().ifPresent(tiles -> all.add(new TiledProducts(tiles)));
    all.add(
        new SizedProducts(
            new DenseProducts(MatrixProducts.ofArrays()),
            Products.dense(MatrixProducts.ofBackend())));
    all.add(new SparseProducts());
    all.add(new SparseProducts(new PlainCsrLoops()));
    return all;
  }

  private static org.assertj.core.data.Offset<Float> within(float tolerance) {
    return org.assertj.core.data.Offset.offset(tolerance);
  }

  private static void assertClose(Products products, float found, double expected, double size) {
    assertThat((double) found)
        .as(products.name())
        .isCloseTo(expected, org.assertj.core.data.Offset.offset(1e-6 * size + 1e-30));
  }

  private static float[] random(int length, long seed) {
    Random random = new Random(seed);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = random.nextFloat() - 0.5f;
    }
    return values;
  }

  /** The same values as a dense and as a sparse block; some rows are empty when sparse. */
  private record Table(int rows, int features, float[] x) {

    static Table random(int rows, int features, double fill, long seed) {
      Random random = new Random(seed);
      float[] x = new float[rows * features];
      for (int i = 0; i < rows; i++) {
        boolean empty = fill < 1 && random.nextInt(4) == 0;
        for (int t = 0; t < features; t++) {
          if (!empty && random.nextDouble() < fill) {
            x[i * features + t] = random.nextFloat();
          }
        }
      }
      return new Table(rows, features, x);
    }

    Block blockFor(Products products) {
      return products.name().startsWith("csr-") ? sparse() : dense();
    }

    DenseBlock dense() {
      return new DenseBlock(rows, features, x, null, new long[rows]);
    }

    CsrBlock sparse() {
      int[] rowStart = new int[rows + 1];
      int[] columns = new int[x.length];
      float[] values = new float[x.length];
      int p = 0;
      for (int i = 0; i < rows; i++) {
        for (int t = 0; t < features; t++) {
          if (x[i * features + t] != 0f) {
            columns[p] = t;
            values[p++] = x[i * features + t];
          }
        }
        rowStart[i + 1] = p;
      }
      return new CsrBlock(
          rows,
          features,
          rowStart,
          java.util.Arrays.copyOf(columns, p),
          java.util.Arrays.copyOf(values, p),
          null,
          new long[rows]);
    }
  }
}
