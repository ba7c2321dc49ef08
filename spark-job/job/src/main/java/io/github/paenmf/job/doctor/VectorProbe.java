package io.github.paenmf.job.doctor;

/** Looks for the Vector API, which is there only when the JVM was started with its module. */
final class VectorProbe {

  private VectorProbe() {}

  /** Width of the preferred float vector in bits, 0 without the module. */
  static int bits() {
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
      return 0;
    }
    try {
      // By reflection, since this class must load without the module.
      Object species =
          Class.forName("jdk.incubator.vector.FloatVector").getField("SPECIES_PREFERRED").get(null);
      return (int)
          Class.forName("jdk.incubator.vector.VectorSpecies")
              .getMethod("vectorBitSize")
              .invoke(species);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the Vector API of this Java is not the one expected", e);
    }
  }
}
