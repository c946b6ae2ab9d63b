/** The whole account of one score: what it is made of, and what has made it so. */
package io.requalify.explanations;
