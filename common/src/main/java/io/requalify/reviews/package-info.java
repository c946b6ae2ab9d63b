/** Draws a review, from the tables that it wrote, as one page to open from disk. */
package io.requalify.reviews;
