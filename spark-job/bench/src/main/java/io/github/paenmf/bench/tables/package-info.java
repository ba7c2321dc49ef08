/** Large tables from file to model, in little memory. */
package io.github.paenmf.bench.tables;
