/** The one place where the job meets the estimator and its model. */
package io.github.paenmf.job.fit;
