package io.github.paenmf.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** numpy reads what is written here, and the other way round. */
class NumpyTest {

  @BeforeAll
  static void numpyIsThere() throws IOException, InterruptedException {
    boolean present;
    try {
      present = python("import numpy").code() == 0;
    } catch (IOException e) {
      present = false;
    }
    assumeTrue(present, "skipped: no python3 with numpy on this machine");
  }

  @Test
  void numpyReadsEveryArrayOfAModel(@TempDir Path folder) throws IOException, InterruptedException {
    StoredModel model = ModelExamples.whitened();
    StandaloneModel.write(model, new LocalFiles(folder));
    Outcome outcome =
        python(
            """
            import json, sys, hashlib, numpy as np
            folder = sys.argv[1] + '/'
            header = json.load(open(folder + 'model.json'))
            assert header['formatVersion'] == 1
            for name, entry in header['arrays'].items():
                raw = open(folder + entry['file'], 'rb').read()
                assert hashlib.sha256(raw).hexdigest() == entry['sha256'], name
                a = np.load(folder + entry['file'], allow_pickle=False)
                assert a.dtype.str == entry['dtype'] and list(a.shape) == entry['shape'], name
            parts = np.load(folder + 'parts.npy')
            print(parts.shape, parts.flags.c_contiguous, parts.tolist())
            print(json.load(open(folder + 'feature_names.json')) ==
                  ['alpha', 'Beta-2', 'g\\u00e8ne', 'tab\\there', 'quote"d'])
            """,
            folder.toString());
    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(outcome.text().lines())
        .containsExactly(
            "(2, 5) True [[0.5, 0.25, 0.0, 1.0, 0.125], [0.0, 0.75, 0.5, 0.10000000149011612,"
                + " 0.30000001192092896]]",
            "True");
  }

  @Test
  void numpysOwnFilesAreRead(@TempDir Path folder) throws IOException, InterruptedException {
    Outcome outcome =
        python(
            """
            import sys, numpy as np
            folder = sys.argv[1] + '/'
            np.save(folder + 'f.npy', np.array([[1.5, -2], [3, 4]], dtype='<f4'))
            np.save(folder + 'd.npy', np.array([0.1, 1e300]))
            np.save(folder + 'l.npy', np.array([[-(2**63), 2**63 - 1]]))
            """,
            folder.toString());
    assertThat(outcome.code()).as(outcome.text()).isZero();
    LocalFiles files = new LocalFiles(folder);
    try (InputStream in = files.open("f.npy")) {
      assertThat(Npy.readFloats(in, "f.npy", files.length("f.npy"), 2, 2))
          .containsExactly(1.5f, -2, 3, 4);
    }
    try (InputStream in = files.open("d.npy")) {
      assertThat(Npy.readDoubles(in, "d.npy", files.length("d.npy"), 2))
          .containsExactly(0.1, 1e300);
    }
    try (InputStream in = files.open("l.npy")) {
      assertThat(Npy.readLongs(in, "l.npy", files.length("l.npy"), 1, 2))
          .containsExactly(Long.MIN_VALUE, Long.MAX_VALUE);
    }
  }

  @Test
  void theBytesAreNumpysOwn(@TempDir Path folder) throws IOException, InterruptedException {
    LocalFiles files = new LocalFiles(folder);
    try (OutputStream out = files.create("a.npy")) {
      Npy.write(out, new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    }
    Outcome outcome =
        python(
            """
            import io, sys, numpy as np
            out = io.BytesIO()
            np.save(out, np.arange(1, 7, dtype='<f4').reshape(2, 3))
            print(len(out.getvalue()))
            assert np.array_equal(np.load(sys.argv[1] + '/a.npy'),
                                  np.arange(1, 7, dtype='<f4').reshape(2, 3))
            """,
            folder.toString());
    assertThat(outcome.code()).as(outcome.text()).isZero();
    assertThat(outcome.text().strip()).isEqualTo(Long.toString(files.length("a.npy")));
  }

  private record Outcome(int code, String text) {}

  private static Outcome python(String script, String... arguments)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder("python3", "-c", script);
    builder.command().addAll(java.util.List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Outcome(process.waitFor(), text);
  }
}
