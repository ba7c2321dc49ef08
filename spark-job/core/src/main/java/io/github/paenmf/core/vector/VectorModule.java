package io.github.paenmf.core.vector;

import java.lang.reflect.Constructor;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Chooses between code that needs the Vector API and its plain twin. The vector class is compiled
 * apart and named by a string, since its module is optional at run time.
 */
public final class VectorModule {

  private VectorModule() {}

  /** Whether this JVM was started with the module. */
  public static boolean present() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /**
   * The vector implementation where the module is present, the plain one otherwise.
   *
   * @param type what both implement; the vector class stands in the same package
   * @param vectorClass simple name of the vector class, which has a constructor without arguments
   * @param plain makes the other one
   * @throws IllegalStateException when the module is present and the class is not in this jar
   */
  public static <T> T choose(Class<T> type, String vectorClass, Supplier<? extends T> plain) {
    return find(type, vectorClass).orElseGet(plain);
  }

  /**
   * The vector implementation where the module is present, for what has no plain twin.
   *
   * @param type what it implements; the vector class stands in the same package
   * @param vectorClass simple name of the vector class, which has a constructor without arguments
   * @throws IllegalStateException when the module is present and the class is not in this jar
   */
  public static <T> Optional<T> find(Class<T> type, String vectorClass) {
    if (!present()) {
      return Optional.empty();
    }
    String name = type.getPackageName() + "." + vectorClass;
    try {
      Constructor<?> constructor = Class.forName(name).getDeclaredConstructor();
      constructor.setAccessible(true);
      return Optional.of(type.cast(constructor.newInstance()));
    } catch (ReflectiveOperationException | LinkageError e) {
      throw new IllegalStateException("cannot load " + name, e);
    }
  }
}
