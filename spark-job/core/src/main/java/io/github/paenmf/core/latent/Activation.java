package io.github.paenmf.core.latent;

/** What turns a pre-activation z into the scale or shape of a latent, before its floor is added. */
public enum Activation {
  /** softplus(8 z) / 8: nearly linear, never zero; the default for the scale. */
  SOFTPLUS8,
  /** exp(z); the default for the shape. */
  EXP,
  /** ln(1 + e^z). */
  SOFTPLUS,
  /** max(0, z), derivative 0 at 0; as the paper has it. */
  RELU,
  /** elu(z) + 1: e^z below 0, z + 1 above. */
  ELU1
}
