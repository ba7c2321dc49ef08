/** Memory of the device: who gets how much, what is reused, and how the host's arrays get there. */
package io.github.paenmf.cuda.memory;
