/** The host in the place of a device: the kernels' own source, compiled by g++. */
package io.github.paenmf.cuda.host;
