package io.github.paenmf.job;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ctrl-C (SIGINT) while a piece of work runs: the first one is handed to that work, the second ends
 * the process. Java's own way, a shutdown hook, would take Spark down at the same time.
 *
 * <p>The class for signals is in the module jdk.unsupported, which every JDK has; it is reached by
 * reflection because the compiler's warning about it can't be silenced.
 */
public final class InterruptSignal implements AutoCloseable {

  private static final String NAME = "INT";

  private final Object before;

  private InterruptSignal(Object before) {
    this.before = before;
  }

  /**
   * From now on, until it is closed, the first Ctrl-C does this.
   *
   * @param first called in a thread of its own; must return soon
   */
  public static InterruptSignal caughtBy(Runnable first) {
    AtomicBoolean caught = new AtomicBoolean();
    InvocationHandler handler =
        (proxy, method, arguments) -> {
          if (!method.getName().equals("handle")) {
            return method.invoke(caught, arguments);
          }
          if (caught.compareAndSet(false, true)) {
            first.run();
          } else {
            System.exit(Main.INTERRUPTED);
          }
          return null;
        };
    try {
      Class<?> type = Class.forName("sun.misc.SignalHandler");
      return new InterruptSignal(
          handle(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler)));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this Java lacks the module jdk.unsupported", e);
    }
  }

  private static Object handle(Object handler) throws ReflectiveOperationException {
    Class<?> signal = Class.forName("sun.misc.Signal");
    return signal
        .getMethod("handle", signal, Class.forName("sun.misc.SignalHandler"))
        .invoke(null, signal.getConstructor(String.class).newInstance(NAME), handler);
  }

  /** Ctrl-C does again what it did before. */
  @Override
  public void close() {
    try {
      handle(before);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the handler of Ctrl-C can't be put back", e);
    }
  }
}
