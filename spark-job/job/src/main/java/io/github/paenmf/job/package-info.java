/** The command line of PAE-NMF: tables in, models and named results out. */
package io.github.paenmf.job;
