/** A fitted model by itself: scores rows, no Spark and no training. */
package io.github.paenmf.core.fitted;
