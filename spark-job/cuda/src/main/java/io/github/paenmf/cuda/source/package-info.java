/** The kernels' source, one text for NVRTC and for the host compiler of the tests. */
package io.github.paenmf.cuda.source;
