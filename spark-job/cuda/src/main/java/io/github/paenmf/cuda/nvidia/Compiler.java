package io.github.paenmf.cuda.nvidia;

import org.bytedeco.cuda.global.nvrtc;
import org.bytedeco.cuda.nvrtc._nvrtcProgram;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.PointerPointer;
import org.bytedeco.javacpp.SizeTPointer;

/** Makes machine code of kernel source. */
final class Compiler {

  private Compiler() {}

  /**
   * Compiles.
   *
   * @param source text of the kernels
   * @param architecture of the device, such as {@code sm_90}
   * @return machine code for that architecture alone
   * @throws IllegalStateException with the compiler's messages when it refuses
   */
  static BytePointer compile(String source, String architecture) {
    // No fused operation but those that are written down: the bits are those of the processor's.
    String[] options = {"--gpu-architecture=" + architecture, "--std=c++17", "--fmad=false"};
    _nvrtcProgram program = new _nvrtcProgram();
    try (BytePointer text = new BytePointer(source);
        BytePointer name = new BytePointer("paenmf.cu");
        PointerPointer<BytePointer> arguments = new PointerPointer<>(options)) {
      Check.compiler(
          nvrtc.nvrtcCreateProgram(
              program, text, name, 0, (PointerPointer<?>) null, (PointerPointer<?>) null),
          "creating the program");
      try {
        int result = nvrtc.nvrtcCompileProgram(program, options.length, arguments);
        if (result != nvrtc.NVRTC_SUCCESS) {
          throw new IllegalStateException(
              "kernels can't be compiled for %s: %s%n%s"
                  .formatted(
                      architecture, nvrtc.nvrtcGetErrorString(result).getString(), log(program)));
        }
        return code(program);
      } finally {
        nvrtc.nvrtcDestroyProgram(program);
      }
    }
  }

  private static BytePointer code(_nvrtcProgram program) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      Check.compiler(nvrtc.nvrtcGetCUBINSize(program, size), "size of the machine code");
      BytePointer code = new BytePointer(size.get());
      Check.compiler(nvrtc.nvrtcGetCUBIN(program, code), "machine code");
      return code;
    }
  }

  private static String log(_nvrtcProgram program) {
    try (SizeTPointer size = new SizeTPointer(1)) {
      if (nvrtc.nvrtcGetProgramLogSize(program, size) != nvrtc.NVRTC_SUCCESS || size.get() == 0) {
        return "";
      }
      try (BytePointer text = new BytePointer(size.get())) {
        nvrtc.nvrtcGetProgramLog(program, text);
        return text.getString();
      }
    }
  }
}
