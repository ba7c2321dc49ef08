/** The paper's figures on the authors' matrices, and what it says of them measured. */
package io.github.paenmf.bench.reproduce;
