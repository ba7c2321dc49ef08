/** How well a model describes each feature of a table. */
package io.github.paenmf.job.evaluation;
