/** The signed record of what was decided, by whom, and what had been proposed. */
package io.requalify.decisions;
