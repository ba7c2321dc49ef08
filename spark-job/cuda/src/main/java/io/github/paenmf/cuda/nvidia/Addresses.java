package io.github.paenmf.cuda.nvidia;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** Addresses of the device in the form in which the bindings take them. */
final class Addresses {

  private Addresses() {}

  /** An address as a pointer. */
  static Pointer of(long address) {
    return new Plain(address);
  }

  /** An address of floats. */
  static FloatPointer floats(long address) {
    return new Floats(address);
  }

  private static final class Plain extends Pointer {
    private Plain(long at) {
      super((Pointer) null);
      address = at;
    }
  }

  private static final class Floats extends FloatPointer {
    private Floats(long at) {
      super((Pointer) null);
      address = at;
    }
  }
}
