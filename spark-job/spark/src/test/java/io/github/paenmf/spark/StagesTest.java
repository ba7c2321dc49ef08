package io.github.paenmf.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.github.paenmf.core.prepare.Log1p;
import io.github.paenmf.spark.nmf.Nmf;
import io.github.paenmf.spark.nmf.NmfModel;
import io.github.paenmf.spark.persist.ParamPairs;
import io.github.paenmf.spark.prepare.PreparationStep;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.evaluation.Evaluator;
import org.apache.spark.ml.param.BooleanParam;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntArrayParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.ml.param.ParamPair;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.param.StringArrayParam;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What Spark ML expects of every public stage. Stages are found by scanning the classes, so a new
 * one is tested without a line here; a new model needs an example that can be saved.
 */
class StagesTest {

  private static final String OURS = "io.github.paenmf.spark";

  /** Params that take any text: names and paths. */
  private static final Set<String> FREE_TEXT =
      Set.of("names", "initialModel", "checkpointDir", "longColumns", "inputCols");

  private static final List<Class<?>> STAGES =
      new ClassFileImporter()
              .withImportOption(location -> !location.contains("/test-classes/"))
              .importPackages(OURS)
              .stream()
              .filter(
                  found ->
                      found.isAssignableTo(PipelineStage.class)
                          || found.isAssignableTo(Evaluator.class))
              .filter(found -> found.getModifiers().contains(JavaModifier.PUBLIC))
              .filter(found -> !found.getModifiers().contains(JavaModifier.ABSTRACT))
              .map(JavaClass::reflect)
              .collect(Collectors.toList());

  private static final Dataset<Row> TABLE =
      KnownTable.frame(KnownTable.rows(40, 8, 2, 3), 1, false);

  /** Fitted ones: an empty model can't be saved. */
  private static final Map<Class<?>, Supplier<Params>> MODELS =
      Map.of(
          PaeNmfModel.class, () -> new PaeNmf().setRank(2).setMaxIter(2).fit(TABLE),
          NmfModel.class, () -> new Nmf().setRank(2).setMaxIter(2).fit(TABLE),
          RankSelectorModel.class,
              () ->
                  new RankSelector()
                      .setRanks(1, 2)
                      .setEstimator(new PaeNmf().setMaxIter(2))
                      .fit(TABLE),
          PreparationStep.class, () -> PreparationStep.of(new Log1p()));

  @TempDir Path folder;

  /** Every public concrete stage and evaluator of this module. */
  static List<Class<?>> stages() {
    return STAGES;
  }

  @ParameterizedTest
  @MethodSource("stages")
  void theConstructorsAndReadersThatSparkCallsAreThere(Class<?> type) throws Exception {
    assertThat(empty(type).uid()).isNotBlank();
    Params named = (Params) type.getConstructor(String.class).newInstance("an-id");
    assertThat(named.uid()).isEqualTo("an-id");
    assertThat(named.toString()).contains("an-id");
    for (Method method : List.of(type.getMethod("read"), type.getMethod("load", String.class))) {
      assertThat(Modifier.isStatic(method.getModifiers())).as(method.toString()).isTrue();
    }
    assertThat(type.getMethod("load", String.class).getReturnType()).isEqualTo(type);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyParamHasDocGetterAndSetter(Class<?> type) throws Exception {
    Params stage = empty(type);
    assertThat(stage.params()).isNotEmpty();
    String explained = stage.explainParams();
    for (Param<?> param : stage.params()) {
      String what = type.getSimpleName() + "." + param.name();
      assertThat(param.doc()).as(what).isNotBlank();
      assertThat(param.parent()).as(what).isEqualTo(stage.uid());
      assertThat(type.getMethod(param.name()).getDeclaringClass()).as(what).isNotNull();
      String suffix =
          param.name().substring(0, 1).toUpperCase(Locale.ROOT) + param.name().substring(1);
      assertThat(methods(type, "get" + suffix, "is" + suffix))
          .as("getter of " + what)
          .anyMatch(method -> method.getParameterCount() == 0);
      assertThat(methods(type, "set" + suffix))
          .as("setter of " + what)
          .anyMatch(
              method ->
                  method.getParameterCount() == 1
                      && method.getReturnType().isAssignableFrom(type)
                      && Params.class.isAssignableFrom(method.getReturnType()));
      assertThat(explained).contains(param.name() + ": ");
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void valuesOutsideAParamsDomainAreRefused(Class<?> type) throws Exception {
    Params stage = empty(type);
    for (Param<?> param : stage.params()) {
      for (Object wrong : outside(param)) {
        assertThatThrownBy(() -> set(stage, param, wrong))
            .as("%s.%s = %s", type.getSimpleName(), param.name(), wrong)
            .isInstanceOf(IllegalArgumentException.class)
            .hasMessageContaining(param.name());
      }
    }
  }

  @ParameterizedTest
  @MethodSource("stages")
  void copiesKeepIdAndValuesAndTakeExtraOnes(Class<?> type) throws Exception {
    Params stage = empty(type);
    setAll(stage);
    Params copy = stage.copy(new ParamMap());

    assertThat(copy).isNotSameAs(stage).isInstanceOf(type);
    assertThat(copy.uid()).isEqualTo(stage.uid());
    assertThat(values(copy)).isEqualTo(values(stage));
    Param<?> first =
        Arrays.stream(stage.params())
            .filter(param -> param.name().endsWith("Col") || param instanceof LongParam)
            .findFirst()
            .orElseThrow();
    Object before = stage.get(first).get();
    ParamMap extra = new ParamMap();
    put(extra, first, other(first, before));
    assertThat(values(stage.copy(extra))).isNotEqualTo(values(stage));
    assertThat(stage.get(first).get()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("stages")
  void everyStageComesBackFromAFolderWithAllItsValues(Class<?> type) throws Exception {
    Params stage = example(type);
    setAll(stage);
    String path = folder.resolve("stage").toString();
    assertThat(stage).isInstanceOf(MLWritable.class);
    ((MLWritable) stage).write().overwrite().save(path);
    Params loaded = (Params) type.getMethod("load", String.class).invoke(null, path);

    assertThat(loaded).isNotSameAs(stage).isInstanceOf(type);
    assertThat(loaded.uid()).isEqualTo(stage.uid());
    assertThat(values(loaded)).isEqualTo(values(stage));
    assertThat(loaded.paramMap().size()).isEqualTo(stage.paramMap().size());
  }

  @ParameterizedTest
  @ValueSource(classes = {Estimator.class, Transformer.class})
  void sparkConnectFindsEveryStage(Class<?> kind) {
    List<? extends ServiceLoader.Provider<?>> ours =
        ServiceLoader.load(kind).stream()
            .filter(provider -> provider.type().getName().startsWith(OURS))
            .toList();

    assertThat(ours)
        .extracting(provider -> (Object) provider.type())
        .containsExactlyInAnyOrderElementsOf(
            STAGES.stream().filter(kind::isAssignableFrom).toList());
    for (ServiceLoader.Provider<?> provider : ours) {
      assertThat(provider.get()).isNotNull();
    }
  }

  private static Params empty(Class<?> type) throws Exception {
    return (Params) type.getConstructor().newInstance();
  }

  private static Params example(Class<?> type) throws Exception {
    if (!Model.class.isAssignableFrom(type)) {
      return empty(type);
    }
    assertThat(MODELS).as("an example of %s that can be saved", type).containsKey(type);
    return MODELS.get(type).get();
  }

  private static List<Method> methods(Class<?> type, String... names) {
    return Arrays.stream(type.getMethods())
        .filter(method -> List.of(names).contains(method.getName()))
        .toList();
  }

  /** Values that no param of this kind takes. */
  private static List<Object> outside(Param<?> param) {
    if (param instanceof IntParam) {
      return List.of(Integer.MIN_VALUE);
    }
    if (param instanceof DoubleParam) {
      return List.of(-1.0, Double.NaN, Double.NEGATIVE_INFINITY);
    }
    if (param instanceof IntArrayParam) {
      return List.of(new int[] {-1});
    }
    if (param instanceof LongParam || param instanceof BooleanParam || isFree(param)) {
      return List.of();
    }
    return param instanceof StringArrayParam
        ? List.of((Object) new String[] {"no such choice"})
        : List.of("no such choice");
  }

  private static boolean isFree(Param<?> param) {
    return FREE_TEXT.contains(param.name()) || param.name().endsWith("Col");
  }

  /** Gives every param a value that is not its default, where it takes another one. */
  private static void setAll(Params stage) {
    for (Param<?> param : stage.params()) {
      Object now = stage.isDefined(param) ? stage.getOrDefault(param) : null;
      set(stage, param, other(param, now));
    }
  }

  private static Object other(Param<?> param, Object now) {
    if (param instanceof IntParam) {
      return now == null ? 3 : accepted(param, (Integer) now + 1, (Integer) now - 1);
    }
    if (param instanceof LongParam) {
      return now == null ? 3L : (Long) now + 1;
    }
    if (param instanceof DoubleParam) {
      return now == null ? 0.5 : accepted(param, (Double) now + 0.25, (Double) now / 2);
    }
    if (param instanceof BooleanParam) {
      return now == null || !(Boolean) now;
    }
    if (param instanceof IntArrayParam) {
      return new int[] {2, 3};
    }
    if (param instanceof StringArrayParam) {
      return now instanceof String[] some && some.length > 1
          ? Arrays.copyOf(some, 1)
          : new String[] {"a", "b"};
    }
    if (isFree(param)) {
      return now == null ? "other" : now + "other";
    }
    if (param.name().equals("step")) {
      return now == null ? PreparationStep.of(new Log1p()).getStep() : now;
    }
    // The doc lists what a choice can be.
    return Stream.of(param.doc().split("[^A-Za-z-]+"))
        .filter(word -> !word.equals(now) && accepts(param, word))
        .findFirst()
        .orElseThrow(() -> new AssertionError("the doc of " + param + " lists no choice"));
  }

  private static Object accepted(Param<?> param, Object... values) {
    return Arrays.stream(values).filter(value -> accepts(param, value)).findFirst().orElseThrow();
  }

  private static boolean accepts(Param<?> param, Object value) {
    try {
      put(new ParamMap(), param, value);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static Map<String, String> values(Params stage) {
    Map<String, String> values = new TreeMap<>();
    for (ParamPair<?> pair : ParamPairs.of(stage.extractParamMap())) {
      values.put(pair.param().name(), encoded(pair));
    }
    return new LinkedHashMap<>(values);
  }

  private static <T> String encoded(ParamPair<T> pair) {
    return pair.param().jsonEncode(pair.value());
  }

  @SuppressWarnings("unchecked") // the value was made for the param's kind
  private static <T> void set(Params stage, Param<T> param, Object value) {
    stage.set(param, (T) value);
  }

  @SuppressWarnings("unchecked") // the value was made for the param's kind
  private static <T> void put(ParamMap map, Param<T> param, Object value) {
    map.put(List.of(new ParamPair<>(param, (T) value)));
  }
}
