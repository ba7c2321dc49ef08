package io.github.paenmf.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.paenmf.core.block.Block;
import org.junit.jupiter.api.Test;

class SizedProductsTest {

  /** Tells only whether a pass was begun. */
  private static final class Named implements Products {
    private final String name;
    private int begun;

    Named(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public void begin(float[] parts, int r, int features) {
      begun++;
    }

    @Override
    public void project(Block x, float[] out) {}

    @Override
    public void backProject(Block x, float[] h) {}

    @Override
    public void addSumTo(float[] into) {}

    @Override
    public void close() {}
  }

  @Test
  void theSizeOfThePartsDecidesAndTheNameStays() {
    Named small = new Named("small");
    Named large = new Named("large");
    Products sized = new SizedProducts(small, large);
    sized.begin(null, 2, SizedProducts.LARGE / 2 - 1);
    assertThat(small.begun).isEqualTo(1);
    assertThat(large.begun).isZero();
    assertThat(sized.name()).isEqualTo("large-small");
    sized.begin(null, 2, SizedProducts.LARGE / 2);
    sized.begin(null, 1 << 16, 1 << 16);
    assertThat(small.begun).isEqualTo(1);
    assertThat(large.begun).isEqualTo(2);
    assertThat(sized.name()).isEqualTo("large-small");
  }
}
