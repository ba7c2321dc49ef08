/** From the rows of a DataFrame to data points, with the checks that belong there. */
package io.github.paenmf.spark.data;
