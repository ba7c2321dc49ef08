/** Model folders: written whole, read with care. */
package io.github.paenmf.job.model;
