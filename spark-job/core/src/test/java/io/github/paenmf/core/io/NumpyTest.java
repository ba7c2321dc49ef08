package io.github.paenmf.core.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NumpyTest {

  /** Exit code of the script where numpy is absent. */
  private static final int ABSENT = 77;

  private static final String SCRIPT =
      """
      import sys
      try:
          import numpy as np
      except ImportError:
          sys.exit(77)
      import hashlib, json
      folder = sys.argv[1] + '/'

      # What was written here.
      header = json.load(open(folder + 'model.json'))
      assert len(header['arrays']) == 14
      for name, entry in header['arrays'].items():
          raw = open(folder + entry['file'], 'rb').read()
          assert hashlib.sha256(raw).hexdigest() == entry['sha256'], name
          array = np.load(folder + entry['file'], allow_pickle=False)
          assert array.dtype.str == entry['dtype'], name
          assert list(array.shape) == entry['shape'], name
      parts = np.load(folder + 'parts.npy')
      expected = [[.5, .25, 0, 1, .125], [0, .75, .5, .1, .3]]
      assert np.array_equal(parts, np.array(expected, dtype='f4')), parts
      names = json.load(open(folder + 'feature_names.json'))
      assert names == ['alpha', 'Beta-2', 'g\\u00e8ne', 'tab\\there', 'quote"d'], names
      assert np.load(folder + 'own-d.npy').tolist() == [0.1, 1e300, float('-inf')]
      assert np.load(folder + 'own-l.npy').tolist() == [[-2**63], [2**63 - 1]]

      # What numpy writes, to be read here.
      np.save(folder + 'f.npy', np.array([[1.5, -2], [3, 4]], dtype='<f4'))
      np.save(folder + 'd.npy', np.array([0.1, 1e300]))
      np.save(folder + 'l.npy', np.array([[-(2**63), 2**63 - 1]]))
      """;

  @Test
  void numpyReadsWhatIsWrittenHereAndTheOtherWayRound(@TempDir Path folder)
      throws IOException, InterruptedException {
    LocalFiles files = new LocalFiles(folder);
    StandaloneModel.write(ModelExamples.whitened(), files);
    try (OutputStream doubles = files.create("own-d.npy");
        OutputStream longs = files.create("own-l.npy")) {
      Npy.write(doubles, new double[] {0.1, 1e300, Double.NEGATIVE_INFINITY}, 3);
      Npy.write(longs, new long[] {Long.MIN_VALUE, Long.MAX_VALUE}, 2, 1);
    }
    runPython(folder);
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

  private static void runPython(Path folder) throws IOException, InterruptedException {
    Process process = null;
    try {
      process =
          new ProcessBuilder("python3", "-c", SCRIPT, folder.toString())
              .redirectErrorStream(true)
              .start();
    } catch (IOException e) {
      assumeTrue(false, "skipped: no python3 on this machine");
    }
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int code = process.waitFor();
    assumeTrue(code != ABSENT, "skipped: this machine's python3 has no numpy");
    assertThat(code).as(text).isZero();
  }
}
