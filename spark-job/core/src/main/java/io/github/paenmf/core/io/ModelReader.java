package io.github.paenmf.core.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.paenmf.core.fitted.FittedModel;
import io.github.paenmf.core.fitted.StoredPosteriors;
import io.github.paenmf.core.latent.LatentSpec;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.pass.ExogenousScaling;
import io.github.paenmf.core.pass.Whitening;
import java.io.BufferedInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads every format version: what a later one added is absent in an earlier one. */
final class ModelReader {

  private final JsonFields header;
  private final int version;
  private final String headerChecksum;
  private final ModelFiles files;
  private final Map<String, float[]> arrays = new HashMap<>();

  /**
   * A reader of one model.
   *
   * @param header the parsed header
   * @param version its format version, one that this release knows
   * @param headerChecksum SHA-256 of the header's bytes
   * @param files the model's folder
   */
  ModelReader(JsonFields header, int version, String headerChecksum, ModelFiles files) {
    this.header = header;
    this.version = version;
    this.headerChecksum = headerChecksum;
    this.files = files;
  }

  StoredModel read() throws IOException {
    verifyHeader();
    int features = header.count("features", 1, Integer.MAX_VALUE);
    int rank = header.count("rank", 1, Integer.MAX_VALUE);
    boolean whitened = header.bool("whitened");
    int inputs = header.count("inputs", 1, whitened ? Integer.MAX_VALUE : features);
    int storedRows = header.count("storedRows", 0, StoredPosteriors.MOST);
    int exogenous = version >= 2 ? header.count("exogenousInputs", 0, Integer.MAX_VALUE) : 0;
    if (exogenous > 0 && !whitened) {
      throw header.wrong("exogenousInputs", "0 where the encoder reads rows alone");
    }
    boolean rowWeights = version >= 2 && header.bool("rowWeights");
    if (rowWeights && storedRows == 0) {
      throw header.wrong("rowWeights", "false where no rows are stored");
    }
    if (!whitened && inputs != features) {
      throw header.wrong("inputs", features + ", the number of features");
    }
    double noiseVariance = header.positive("noiseVariance");
    double klWeight = header.number("klWeight");
    if (klWeight < 0) {
      throw header.wrong("klWeight", "a number from 0");
    }
    LatentSpec latent = HeaderRecords.latent(header.object("latent"));

    Map<String, int[]> shapes =
        ModelArrays.shapes(rank, features, inputs, exogenous, whitened, storedRows, rowWeights);
    readArrays(shapes);
    float[] parts = arrays.get(ModelArrays.PARTS);
    Weights encoder =
        new Weights(
            rank,
            features,
            features,
            parts,
            arrays.get(ModelArrays.SCALE_WEIGHTS),
            arrays.get(ModelArrays.SCALE_BIAS),
            arrays.get(ModelArrays.SHAPE_WEIGHTS),
            arrays.get(ModelArrays.SHAPE_BIAS),
            noiseVariance);
    Weights training = null;
    Whitening whitening = null;
    if (whitened) {
      training =
          new Weights(
              rank,
              features,
              inputs + exogenous,
              parts,
              arrays.get(ModelArrays.ENCODER_SCALE),
              arrays.get(ModelArrays.ENCODER_SCALE_BIAS),
              arrays.get(ModelArrays.ENCODER_SHAPE),
              arrays.get(ModelArrays.ENCODER_SHAPE_BIAS),
              noiseVariance);
      whitening =
          new Whitening(
              features,
              inputs,
              arrays.get(ModelArrays.WHITENING_DIRECTIONS),
              arrays.get(ModelArrays.WHITENING_OFFSETS),
              exogenous == 0
                  ? null
                  : new ExogenousScaling(
                      arrays.get(ModelArrays.EXOGENOUS_MEAN),
                      arrays.get(ModelArrays.EXOGENOUS_DEVIATION)));
    }
    StoredPosteriors posteriors =
        storedRows == 0
            ? StoredPosteriors.none(rank)
            : new StoredPosteriors(
                storedRows,
                rank,
                arrays.get(ModelArrays.ROW_SCALE),
                arrays.get(ModelArrays.ROW_SHAPE),
                arrays.get(ModelArrays.ROW_WEIGHT));
    return new StoredModel(
        new FittedModel(encoder, latent, klWeight, training, whitening),
        header.has("featureNames") ? featureNames(features) : null,
        HeaderRecords.figures(header.object("figures"), rank, features),
        HeaderRecords.history(header),
        header.plainObject("params"),
        HeaderRecords.provenance(header.object("provenance")),
        posteriors);
  }

  private void verifyHeader() throws IOException {
    String file = StandaloneModel.HEADER_CHECKSUM;
    if (!files.exists(file)) {
      throw new ModelFormatException(file, "is absent", new FileNotFoundException(file));
    }
    String line;
    try (InputStream in = files.open(file)) {
      line = new String(in.readNBytes(200), StandardCharsets.ISO_8859_1);
    }
    if (!line.equals(ModelWriter.checksumLine(headerChecksum))) {
      throw new ModelFormatException(
          header.file(),
          "was changed or damaged: its SHA-256 is %s, %s has '%s'"
              .formatted(headerChecksum, file, line.strip()));
    }
  }

  private void readArrays(Map<String, int[]> shapes) throws IOException {
    JsonFields entries = header.object("arrays");
    if (!entries.names().equals(shapes.keySet())) {
      throw new ModelFormatException(
          header.file(),
          "'arrays' has %s, expected %s".formatted(entries.names(), shapes.keySet()));
    }
    for (Map.Entry<String, int[]> array : shapes.entrySet()) {
      arrays.put(array.getKey(), readArray(entries, array.getKey(), array.getValue()));
    }
  }

  private float[] readArray(JsonFields entries, String name, int[] shape) throws IOException {
    JsonFields entry = entries.object(name);
    if (!entry.text("dtype").equals(Npy.FLOAT32)) {
      throw entry.wrong("dtype", Npy.FLOAT32);
    }
    if (!Arrays.equals(entry.counts("shape"), shape)) {
      throw entry.wrong("shape", Arrays.toString(shape));
    }
    String file = file(entry);
    MessageDigest digest = Checksum.start();
    float[] values;
    try (InputStream in = new DigestInputStream(files.open(file), digest)) {
      values = Npy.readFloats(in, file, files.length(file), shape);
    }
    verify(entry, file, digest);
    double smallest =
        switch (name) {
          case ModelArrays.PARTS -> 0;
          case ModelArrays.ROW_SCALE,
              ModelArrays.ROW_SHAPE,
              ModelArrays.ROW_WEIGHT,
              ModelArrays.EXOGENOUS_DEVIATION ->
              Float.MIN_VALUE;
          default -> -Float.MAX_VALUE;
        };
    for (int i = 0; i < values.length; i++) {
      if (!(values[i] >= smallest && values[i] <= Float.MAX_VALUE)) {
        throw new ModelFormatException(
            file,
            "value %d is %s, expected a finite number from %s".formatted(i, values[i], smallest));
      }
    }
    return values;
  }

  private String[] featureNames(int features) throws IOException {
    JsonFields entry = header.object("featureNames");
    String file = file(entry);
    MessageDigest digest = Checksum.start();
    JsonNode list;
    try (InputStream in =
        new DigestInputStream(new BufferedInputStream(files.open(file)), digest)) {
      list = Json.parse(in, file);
    }
    verify(entry, file, digest);
    if (!list.isArray() || list.size() != features) {
      throw new ModelFormatException(
          file, "is no list of %d strings, one a feature".formatted(features));
    }
    String[] names = new String[features];
    for (int t = 0; t < features; t++) {
      names[t] = list.get(t).textValue();
      if (names[t] == null) {
        throw new ModelFormatException(
            file, "element %d is %s, expected a string".formatted(t, list.get(t)));
      }
    }
    return names;
  }

  /** The file of an entry; the name can't lead out of the folder. */
  private String file(JsonFields entry) throws IOException {
    String file = entry.text("file");
    if (!ModelFiles.isPlain(file)) {
      throw entry.wrong("file", "a plain file name without folders");
    }
    if (!files.exists(file)) {
      throw new ModelFormatException(
          file, "is absent, model.json names it", new FileNotFoundException(file));
    }
    return file;
  }

  private static void verify(JsonFields entry, String file, MessageDigest digest)
      throws ModelFormatException {
    String found = Checksum.hex(digest);
    String expected = entry.text("sha256");
    if (!found.equals(expected)) {
      throw new ModelFormatException(
          file,
          "was changed or damaged: its SHA-256 is %s, expected %s".formatted(found, expected));
    }
  }
}
