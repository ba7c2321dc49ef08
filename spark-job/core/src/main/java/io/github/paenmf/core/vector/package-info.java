/** Whether this JVM has the incubating Vector API, and the classes compiled against it. */
package io.github.paenmf.core.vector;
