/** A table whose parts are known, and how well a fit finds them. */
package io.github.paenmf.job.demo;
