/** What the kernels need of a device, so that tests can put the host in its place. */
package io.github.paenmf.cuda.device;
