package io.github.paenmf.core.io;

import java.util.Map;

/**
 * A stage of a saved Spark ML pipeline, as its metadata has it.
 *
 * @param className name of the stage's class; only compared, never loaded
 * @param uid the stage's uid
 * @param params its params, the defaults where none were set, as plain JSON values
 */
public record PreparationStage(String className, String uid, Map<String, Object> params) {}
