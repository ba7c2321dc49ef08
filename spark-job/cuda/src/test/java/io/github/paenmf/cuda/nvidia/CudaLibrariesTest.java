package io.github.paenmf.cuda.nvidia;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaLibrariesTest {

  @Test
  void foldersOfTheLinkerComeBeforeThoseOfPython(@TempDir Path root) throws IOException {
    Path own = Files.createDirectories(root.resolve("own"));
    Path bin = Files.createDirectories(root.resolve("venv/bin"));
    Files.createFile(
        bin.resolve("python3"),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    Path packages = root.resolve("venv/lib/python3.12/site-packages/nvidia");
    Path thirteen = Files.createDirectories(packages.resolve("cu13/lib"));
    Path blas = Files.createDirectories(packages.resolve("cublas/lib"));
    Files.createFile(thirteen.resolve("libcublas.so.13"));
    Files.createFile(thirteen.resolve("libnvrtc-builtins.so.13.0"));

    List<Path> folders =
        CudaLibraries.folders(
            Map.of("LD_LIBRARY_PATH", own.toString(), "PATH", bin + ":/nowhere"), "");

    assertThat(folders).startsWith(own).contains(thirteen, blas).allMatch(Files::isDirectory);
    assertThat(CudaLibraries.find(folders, "libcublas.so.13"))
        .contains(thirteen.resolve("libcublas.so.13"));
    assertThat(CudaLibraries.find(folders, "libnvrtc-builtins.so.13*"))
        .contains(thirteen.resolve("libnvrtc-builtins.so.13.0"));
    Files.createFile(own.resolve("libcublas.so.13"));
    assertThat(CudaLibraries.find(folders, "libcublas.so.13"))
        .contains(own.resolve("libcublas.so.13"));
    assertThat(CudaLibraries.find(folders, "libnosuch.so.1")).isEmpty();
  }
}
