/**
 * What turns a gradient into a step: optimisers and step schedules, without any knowledge of the
 * model.
 */
package io.github.paenmf.core.optim;
