/** The kernel interface of core on an NVIDIA GPU. */
package io.github.paenmf.cuda;
