/** NVIDIA's libraries: the device and its queues, by the CUDA runtime, NVRTC and cuBLAS. */
package io.github.paenmf.cuda.nvidia;
