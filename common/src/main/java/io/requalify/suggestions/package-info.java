/** Proposes other points for a version, refitted on what sales made of real decisions. */
package io.requalify.suggestions;
