package io.github.paenmf.job.doctor;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one JVM, a driver's or an executor's, has at hand.
 *
 * @param role "driver", or "executor" and its number
 * @param host the machine's name as the operating system has it
 * @param java version and vendor
 * @param system operating system and architecture
 * @param processor the processor's name
 * @param cores cores that this JVM may use
 * @param heapMb upper limit of the heap, MiB
 * @param memoryMb memory of the machine or of its container, MiB
 * @param blas the native BLAS
 * @param vectorBits width of the vector registers that the Vector API would use; 0 when its module
 *     is absent
 * @param trapLimit HotSpot's PerMethodTrapLimit; 0 in other JVMs
 * @param gpus one line a GPU, then whether rounds can be computed on them
 * @param nativeCache the folder that native libraries are unpacked to
 * @param localFolder the folder for Spark's temporary files
 */
public record ProcessFacts(
    String role,
    String host,
    String java,
    String system,
    String processor,
    int cores,
    long heapMb,
    long memoryMb,
    Blas blas,
    int vectorBits,
    long trapLimit,
    List<String> gpus,
    Folder nativeCache,
    Folder localFolder)
    implements Serializable {

  private static final long serialVersionUID = 1L;

  /** Copies the list, into a kind that can travel. */
  public ProcessFacts {
    gpus = List.copyOf(gpus);
  }

  /**
   * The native BLAS.
   *
   * @param products what multiplies matrices: {@code openblas-} and the core, or {@code nd4j-} and
   *     another backend of ND4J that is on the class path; empty when it can't be loaded
   * @param dense what multiplies the dense matrices of a round on the processor: the same, or
   *     {@code tiles-} and a width; empty when BLAS can't be loaded
   * @param core the processor family whose kernels run, as OpenBLAS names it; empty when it can't
   *     be loaded
   * @param threads how many threads a product uses
   * @param forcedCore the value of OPENBLAS_CORETYPE, which overrides the detection; empty when not
   *     set
   * @param error why it can't be loaded; empty when it can
   */
  public record Blas(
      String products, String dense, String core, int threads, String forcedCore, String error)
      implements Serializable {

    private static final long serialVersionUID = 1L;

    /** True when products are the processor's. */
    boolean isOpenBlas() {
      return products.startsWith("openblas-");
    }

    /** True when dense blocks are multiplied by tiles of the Vector API. */
    boolean areTiles() {
      return dense.startsWith("tiles-");
    }

    /** True when the native library is loaded. */
    public boolean isLoaded() {
      return error.isEmpty();
    }
  }

  /**
   * A folder.
   *
   * @param path where
   * @param writable whether files can be made there
   * @param freeMb free space, MiB
   */
  public record Folder(String path, boolean writable, long freeMb) implements Serializable {

    private static final long serialVersionUID = 1L;

    Map<String, Object> toMap() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("path", path);
      map.put("writable", writable);
      map.put("freeMb", freeMb);
      return map;
    }

    @Override
    public String toString() {
      return path + (writable ? "" : ", NOT WRITABLE") + ", " + freeMb + " MB free";
    }
  }

  /** The facts as lines for people, the first one naming the process. */
  public List<String> lines() {
    return List.of(
        role + " on " + host,
        "  Java        " + java,
        "  system      " + system,
        "  processor   " + processor + ", " + cores + " core(s)",
        "  memory      heap up to " + heapMb + " MB, machine " + memoryMb + " MB",
        "  BLAS        " + blasLine(),
        "  vectors     "
            + (vectorBits > 0
                ? vectorBits + " bits (jdk.incubator.vector)"
                : "module jdk.incubator.vector absent"),
        "  GPU         " + (gpus.isEmpty() ? "none" : String.join("; ", gpus)),
        "  natives in  " + nativeCache,
        "  temporary   " + localFolder);
  }

  private String blasLine() {
    if (!blas.isLoaded()) {
      return "can't be loaded: " + blas.error();
    }
    return (blas.isOpenBlas() ? "" : "products by ND4J's own backend, " + blas.products() + "; ")
        + "OpenBLAS for "
        + blas.core()
        + (blas.forcedCore().isEmpty() ? "" : " (OPENBLAS_CORETYPE=" + blas.forcedCore() + ")")
        + ", "
        + blas.threads()
        + " thread(s)"
        + (blas.dense().equals(blas.products()) ? "" : "; dense blocks by " + blas.dense());
  }

  /** The facts for JSON: text, numbers, booleans, lists and maps of these. */
  public Map<String, Object> toMap() {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("role", role);
    map.put("host", host);
    map.put("java", java);
    map.put("system", system);
    map.put("processor", processor);
    map.put("cores", cores);
    map.put("heapMb", heapMb);
    map.put("memoryMb", memoryMb);
    map.put("products", blas.products());
    map.put("denseProducts", blas.dense());
    map.put("blasCore", blas.core());
    map.put("blasThreads", blas.threads());
    map.put("blasError", blas.error());
    map.put("vectorBits", vectorBits);
    map.put("trapLimit", trapLimit);
    map.put("gpus", gpus);
    map.put("nativeCache", nativeCache.toMap());
    map.put("localFolder", localFolder.toMap());
    return map;
  }
}
