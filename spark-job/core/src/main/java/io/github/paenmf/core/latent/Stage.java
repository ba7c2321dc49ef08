package io.github.paenmf.core.latent;

/**
 * One loop over the strip's rows. Stages run one after another through a single call site, which
 * the compiler therefore doesn't inline: each loop is compiled by itself and stays within the
 * number of operations up to which vectors are kept in registers.
 */
@FunctionalInterface
interface Stage {

  /** Runs over the strip that the stage was made for. */
  void run();
}
