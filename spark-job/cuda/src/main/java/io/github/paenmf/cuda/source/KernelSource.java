package io.github.paenmf.cuda.source;

import io.github.paenmf.core.special.Coefficients;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The source of all kernels as one text. The coefficients of the special functions are taken from
 * core's class, so that both sides always have the same.
 */
public final class KernelSource {

  private static final List<String> FILES =
      List.of(
          "float32.cuh", "noise.cuh", "sums.cu", "latent.cu", "dense.cu", "sparse.cu", "hals.cu");

  private KernelSource() {}

  /** Names of the kernels. */
  public static final List<String> KERNELS =
      List.of(
          "latent_forward",
          "latent_backward",
          "part_sums",
          "add_block_sums",
          "add_chunks",
          "pack_sums",
          "weigh",
          "subtract_offsets",
          "back_project_16",
          "back_project_32",
          "back_project_52",
          "csr_project",
          "csc_project",
          "add_stretches",
          "to_rows",
          "hals_rows");

  /** The text, for NVRTC or, behind a few definitions, for a C++17 compiler. */
  public static String text() {
    StringBuilder text = new StringBuilder(resource("portable.cuh"));
    text.append('\n').append(coefficients());
    for (String file : FILES) {
      text.append('\n').append(resource(file));
    }
    return text.toString();
  }

  /** Every constant of {@link Coefficients} as a C++ constant of the same name and value. */
  private static String coefficients() {
    StringBuilder text = new StringBuilder();
    for (Field field : Coefficients.class.getFields()) {
      text.append(declaration(field));
    }
    return text.toString();
  }

  private static String declaration(Field field) {
    try {
      Object value = field.get(null);
      // A hexadecimal literal is exact.
      return value instanceof Float number
          ? "constexpr float %s = %sf;%n".formatted(field.getName(), Float.toHexString(number))
          : "constexpr int %s = %s;%n".formatted(field.getName(), value);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException("can't read " + field, e);
    }
  }

  private static String resource(String name) {
    try (InputStream in = KernelSource.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("kernel source " + name + " is missing from this jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
