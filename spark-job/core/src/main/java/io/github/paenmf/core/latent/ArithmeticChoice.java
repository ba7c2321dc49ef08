package io.github.paenmf.core.latent;

/** The implementations, each made once. */
final class ArithmeticChoice {

  static final LatentArithmetic PLAIN = new PlainLatentArithmetic();
  static final LatentArithmetic BEST = choose();

  private ArithmeticChoice() {}

  /** The vector class is named by string, since its module is optional at run time. */
  private static LatentArithmetic choose() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return PLAIN;
    }
    try {
      return (LatentArithmetic)
          Class.forName("io.github.paenmf.core.latent.VectorLatentArithmetic")
              .getDeclaredConstructor()
              .newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the vector arithmetic is missing from this jar", e);
    }
  }
}
