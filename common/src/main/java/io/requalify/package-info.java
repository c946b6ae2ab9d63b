/** Requalify: what sales would have got, had leads been qualified by other rules. */
package io.requalify;
