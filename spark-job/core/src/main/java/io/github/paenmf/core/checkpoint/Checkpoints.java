package io.github.paenmf.core.checkpoint;

import io.github.paenmf.core.block.BlockLayout;
import io.github.paenmf.core.io.ModelFormatException;
import io.github.paenmf.core.train.StateTree;
import io.github.paenmf.core.train.TrainingState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The checkpoints of one fit in one folder. The last two are kept; arrays that do not change are
 * kept once.
 */
public final class Checkpoints {

  private static final String FIT = "fit";
  private static final String FIT_FILE = "fit.json";
  private static final String STATE_FILE = "state.json";
  private static final String STATE = "state-";

  /** A folder that is being written has this before its name. */
  private static final String TEMPORARY = "writing-";

  private static final String KIND = "kind";
  private static final String VERSION = "formatVersion";
  private static final String IDENTITY = "identity";
  private static final String NUMBER = "number";
  private static final String TREE = "state";
  private static final String FIT_KIND = "paenmf-fit";
  private static final String STATE_KIND = "paenmf-fit-state";
  private static final long FORMAT = 1;
  private static final int KEPT = 2;

  private final CheckpointStore store;
  private final TreeFiles files;
  private FitIdentity identity;
  private long last;

  private Checkpoints(CheckpointStore store) {
    this.store = store;
    this.files = new TreeFiles(store.folder(FIT));
  }

  /**
   * Looks at a folder, which need not exist.
   *
   * @throws CheckpointException when it holds something else than a fit of this program, or the
   *     description of its fit is damaged
   */
  public static Checkpoints open(CheckpointStore store) throws IOException {
    Checkpoints checkpoints = new Checkpoints(store);
    if (store.folders().contains(FIT)) {
      checkpoints.identity = checkpoints.readIdentity();
    }
    return checkpoints;
  }

  private FitIdentity readIdentity() throws IOException {
    try {
      Map<String, Object> fit = files.read(store.folder(FIT), FIT_FILE);
      require(fit, FIT_FILE, FIT_KIND);
      Map<String, String> facts = new LinkedHashMap<>();
      if (!(fit.get(IDENTITY) instanceof Map<?, ?> stored)) {
        throw new ModelFormatException(FIT_FILE, "has no identity");
      }
      stored.forEach((name, value) -> facts.put((String) name, String.valueOf(value)));
      return new FitIdentity(facts);
    } catch (ModelFormatException e) {
      throw new CheckpointException(
          "%s: the description of its fit can't be read (%s); remove the folder and start again"
              .formatted(store, e.getMessage()),
          e);
    }
  }

  private static void require(Map<String, Object> header, String file, String kind)
      throws ModelFormatException {
    if (!kind.equals(header.get(KIND))) {
      throw new ModelFormatException(
          file, "is of kind %s, expected %s".formatted(header.get(KIND), kind));
    }
    if (!Long.valueOf(FORMAT).equals(header.get(VERSION))) {
      throw new ModelFormatException(
          file, "has format version %s, expected %d".formatted(header.get(VERSION), FORMAT));
    }
  }

  /** Whether the folder holds a fit that was begun. */
  public boolean holdsFit() {
    return identity != null;
  }

  /** How the fit in the folder cuts its rows, which a fit that goes on has to repeat. */
  public Optional<BlockLayout> layout() {
    return Optional.ofNullable(identity).map(FitIdentity::layout);
  }

  /**
   * Says what is fitted: writes it into an empty folder, or compares it with what the folder holds.
   *
   * @throws CheckpointException when the folder holds another fit; the message names what differs
   */
  public void begin(FitIdentity fit) throws IOException {
    if (identity != null) {
      List<String> differences = fit.differences(identity);
      if (!differences.isEmpty()) {
        throw new CheckpointException(
            "%s holds checkpoints of another fit: %s"
                .formatted(store, String.join("; ", differences)));
      }
      last = states().stream().mapToLong(Checkpoints::number).max().orElse(0);
      return;
    }
    Map<String, Object> header = header(FIT_KIND);
    header.put(IDENTITY, fit.facts());
    publish(FIT, FIT_FILE, header);
    identity = fit;
  }

  /**
   * The newest state that is intact; empty when none was saved yet.
   *
   * @param notice is told, once, of newer ones that are damaged
   * @throws CheckpointException when there are some and all are damaged
   */
  public Optional<TrainingState> newest(Consumer<String> notice) throws IOException {
    List<String> newestFirst = states();
    newestFirst.sort(Comparator.comparingLong(Checkpoints::number).reversed());
    List<String> damaged = new ArrayList<>();
    for (String name : newestFirst) {
      try {
        Map<String, Object> header = files.read(store.folder(name), STATE_FILE);
        require(header, STATE_FILE, STATE_KIND);
        TrainingState state = state(header);
        if (!damaged.isEmpty()) {
          notice.accept(
              "damaged checkpoints are passed over (%s); going on from %s"
                  .formatted(String.join("; ", damaged), name));
        }
        return Optional.of(state);
      } catch (IOException e) {
        // File systems with checksums of their own report damage in ways of their own.
        damaged.add(name + "/" + e.getMessage());
      }
    }
    if (damaged.isEmpty()) {
      return Optional.empty();
    }
    throw new CheckpointException(
        "%s: no checkpoint is intact (%s); remove the folder and start again"
            .formatted(store, String.join("; ", damaged)));
  }

  private static TrainingState state(Map<String, Object> header) throws ModelFormatException {
    if (!(header.get(TREE) instanceof Map<?, ?> stored)) {
      throw new ModelFormatException(STATE_FILE, "has no state");
    }
    Map<String, Object> tree = new LinkedHashMap<>();
    stored.forEach((name, value) -> tree.put((String) name, value));
    try {
      return StateTree.read(tree);
    } catch (IllegalArgumentException e) {
      throw new ModelFormatException(STATE_FILE, e.getMessage(), e);
    }
  }

  /**
   * Saves a state as the newest and drops all but the last two.
   *
   * @param state between two passes
   * @throws IOException when it can't be written; earlier ones are still there
   */
  public void write(TrainingState state) throws IOException {
    Map<String, Object> header = header(STATE_KIND);
    header.put(NUMBER, last + 1);
    header.put(TREE, StateTree.of(state));
    publish(name(last + 1), STATE_FILE, header);
    last++;
    for (String name : states()) {
      if (number(name) <= last - KEPT) {
        store.delete(name);
      }
    }
  }

  private static Map<String, Object> header(String kind) {
    Map<String, Object> header = new LinkedHashMap<>();
    header.put(KIND, kind);
    header.put(VERSION, FORMAT);
    return header;
  }

  /** Writes a folder under another name and renames it when it is whole. */
  private void publish(String name, String file, Map<String, Object> tree) throws IOException {
    String temporary = TEMPORARY + name;
    // Left behind by a driver that died.
    store.delete(temporary);
    try {
      files.write(store.folder(temporary), file, tree);
      store.rename(temporary, name);
    } catch (IOException | RuntimeException e) {
      try {
        store.delete(temporary);
      } catch (IOException second) {
        e.addSuppressed(second);
      }
      throw e;
    }
  }

  /** Removes everything that belongs to the fit, and the folder if nothing else is in it. */
  public void remove() throws IOException {
    for (String name : store.folders()) {
      if (isState(name) || name.equals(FIT) || name.startsWith(TEMPORARY)) {
        store.delete(name);
      }
    }
    store.deleteIfEmpty();
    identity = null;
    last = 0;
  }

  private List<String> states() throws IOException {
    return new ArrayList<>(store.folders().stream().filter(Checkpoints::isState).toList());
  }

  private static boolean isState(String name) {
    return name.matches(STATE + "[0-9]{8,18}");
  }

  private static long number(String name) {
    return Long.parseLong(name.substring(STATE.length()));
  }

  private static String name(long number) {
    return STATE + "%08d".formatted(number);
  }

  /** The path of the folder. */
  @Override
  public String toString() {
    return store.toString();
  }
}
