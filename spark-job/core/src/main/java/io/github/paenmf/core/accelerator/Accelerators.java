package io.github.paenmf.core.accelerator;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The accelerator of this JVM, looked for once. */
public final class Accelerators {

  private static final String NO_JAR = "the GPU module (paenmf-cuda) is not on the class path";

  private Accelerators() {}

  /** What was found: a provider, or null, and in words what it says about itself. */
  public record Found(KernelProvider provider, Availability availability) {}

  private static final class Holder {
    static final Found FOUND = look();
  }

  /** The first provider that can be used, or none with the reason. */
  public static Found find() {
    return Holder.FOUND;
  }

  private static Found look() {
    // Spark loads a user's jar into the loader of the thread that runs the task.
    ClassLoader loader = Thread.currentThread().getContextClassLoader();
    Iterator<KernelProvider> providers =
        ServiceLoader.load(
                KernelProvider.class, loader == null ? Accelerators.class.getClassLoader() : loader)
            .iterator();
    Found last = new Found(null, new Availability(0, NO_JAR));
    try {
      while (providers.hasNext()) {
        KernelProvider provider = providers.next();
        last = new Found(provider, provider.availability());
        if (last.availability().usable()) {
          return last;
        }
      }
    } catch (ServiceConfigurationError e) {
      return new Found(null, new Availability(0, "the GPU module can't be loaded: " + e));
    }
    return last;
  }
}
