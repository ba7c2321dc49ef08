/** Tests of what the build made, run after packaging: the one jar and the scripts. */
package io.github.paenmf.job.packaged;
