/**
 * What the stages that factorise a table share: their common params, the columns they read and
 * write, and the rows that their params point to.
 */
package io.github.paenmf.spark.stage;
