package io.github.paenmf.job.table.cells;

import io.github.paenmf.job.table.Parsed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Cells of one block on their way into a chunk. */
final class ChunkBuilder {

  private static final int FIRST_CAPACITY = 64;

  private final Map<String, Integer> places = new HashMap<>();
  private final List<String> ids = new ArrayList<>();
  private long[] firsts = new long[FIRST_CAPACITY];
  private int[] points = new int[FIRST_CAPACITY];
  private int[] features = new int[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private int size;
  private long order;
  private String lastId;
  private int lastPlace;

  void add(Parsed.Cell cell) {
    if (size == 0) {
      order = cell.order();
    }
    if (size == points.length) {
      points = Arrays.copyOf(points, 2 * size);
      features = Arrays.copyOf(features, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    points[size] = cell.id() == null ? cell.point() : place(cell);
    features[size] = cell.feature();
    values[size++] = cell.value();
  }

  private int place(Parsed.Cell cell) {
    // Cells of a point usually stand together.
    if (cell.id().equals(lastId)) {
      return lastPlace;
    }
    Integer place = places.get(cell.id());
    if (place == null) {
      place = ids.size();
      places.put(cell.id(), place);
      ids.add(cell.id());
      if (place == firsts.length) {
        firsts = Arrays.copyOf(firsts, 2 * place);
      }
      firsts[place] = cell.order();
    }
    lastId = cell.id();
    lastPlace = place;
    return place;
  }

  Piece.Chunk chunk() {
    boolean named = !ids.isEmpty();
    return new Piece.Chunk(
        order,
        named ? ids.toArray(String[]::new) : null,
        named ? Arrays.copyOf(firsts, ids.size()) : null,
        Arrays.copyOf(points, size),
        Arrays.copyOf(features, size),
        Arrays.copyOf(values, size));
  }
}
