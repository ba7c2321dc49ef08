/** Rate of whole training rounds on one thread, and where their time goes. */
package io.github.paenmf.bench.round;
