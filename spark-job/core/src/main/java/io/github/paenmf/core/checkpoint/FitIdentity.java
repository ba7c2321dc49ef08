package io.github.paenmf.core.checkpoint;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.io.Checksum;
import io.github.paenmf.core.model.Weights;
import io.github.paenmf.core.train.TrainingParams;
import java.lang.reflect.RecordComponent;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a fit is a fit of. Two fits of one identity go through the same states.
 *
 * @param facts name and value of everything that decides the bits of a fit: size and content hash
 *     of the table, params, block layout, initial model; values as text with all their digits
 */
public record FitIdentity(Map<String, String> facts) {

  private static final String LAYOUT = "blocks.";

  /** Copies the map. */
  public FitIdentity {
    facts = Collections.unmodifiableMap(new LinkedHashMap<>(facts));
  }

  /**
   * The identity of a fit.
   *
   * @param rows n
   * @param features m
   * @param nonZeros entries that are not 0
   * @param fingerprint content hash of the rows, whatever their order
   * @param params of the fit
   * @param layout how the rows are cut
   * @param start weights that the fit begins with, or null when it finds its own
   */
  public static FitIdentity of(
      long rows,
      int features,
      long nonZeros,
      long fingerprint,
      TrainingParams params,
      BlockLayout layout,
      Weights start) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("table.rows", Long.toString(rows));
    facts.put("table.features", Integer.toString(features));
    facts.put("table.nonZeros", Long.toString(nonZeros));
    facts.put("table.contentHash", "%016x".formatted(fingerprint));
    components("", params, facts);
    components(LAYOUT, layout, facts);
    facts.put("initialModel", start == null ? "none" : hash(start));
    return new FitIdentity(facts);
  }

  private static String hash(Weights weights) {
    float[][] arrays = {
      weights.parts(),
      weights.scaleCoefficients(),
      weights.scaleBias(),
      weights.shapeCoefficients(),
      weights.shapeBias()
    };
    MessageDigest digest = Checksum.start();
    for (float[] array : arrays) {
      ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * 1024);
      for (float value : array) {
        if (!bytes.hasRemaining()) {
          digest.update(bytes.array());
          bytes.clear();
        }
        bytes.putFloat(value);
      }
      digest.update(bytes.array(), 0, bytes.position());
    }
    digest.update(ByteBuffer.allocate(Double.BYTES).putDouble(weights.noiseVariance()).array());
    return Checksum.hex(digest);
  }

  /** Every component of a record, so that one that is added later counts too. */
  private static void components(String prefix, Record record, Map<String, String> facts) {
    for (RecordComponent component : record.getClass().getRecordComponents()) {
      Object value;
      try {
        value = component.getAccessor().invoke(record);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException("a record's accessor failed", e);
      }
      if (value instanceof Record inside) {
        components(prefix + component.getName() + ".", inside, facts);
      } else {
        facts.put(prefix + component.getName(), String.valueOf(value));
      }
    }
  }

  /** How the rows are cut. */
  BlockLayout layout() {
    try {
      return new BlockLayout(
          Boolean.parseBoolean(facts.get(LAYOUT + "sparse")),
          Integer.parseInt(facts.get(LAYOUT + "partitions")),
          Integer.parseInt(facts.get(LAYOUT + "blockBytes")));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no block layout in " + facts, e);
    }
  }

  /** What differs, as {@code name: value here, other value there}; empty when nothing does. */
  List<String> differences(FitIdentity stored) {
    List<String> differences = new ArrayList<>();
    Map<String, String> all = new LinkedHashMap<>(stored.facts);
    all.putAll(facts);
    for (String name : all.keySet()) {
      String here = facts.getOrDefault(name, "not known");
      String there = stored.facts.getOrDefault(name, "not known");
      if (!here.equals(there)) {
        differences.add("%s is %s, in the checkpoint %s".formatted(name, here, there));
      }
    }
    return differences;
  }
}
