/** What a fit would take, worked out without doing it. */
package io.github.paenmf.job.plan;
