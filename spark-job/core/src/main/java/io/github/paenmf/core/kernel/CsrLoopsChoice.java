package io.github.paenmf.core.kernel;

/** Chooses the fastest {@link CsrLoops} of this JVM, once. */
final class CsrLoopsChoice {

  /** Compiled apart, and loadable only where the incubating Vector API is. */
  private static final String VECTOR_CLASS = "io.github.paenmf.core.kernel.VectorCsrLoops";

  private static final CsrLoops BEST = choose();

  private CsrLoopsChoice() {}

  static CsrLoops best() {
    return BEST;
  }

  private static CsrLoops choose() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return new PlainCsrLoops();
    }
    try {
      return (CsrLoops) Class.forName(VECTOR_CLASS).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("cannot load " + VECTOR_CLASS, e);
    }
  }
}
