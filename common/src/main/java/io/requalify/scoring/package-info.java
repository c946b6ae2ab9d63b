/** The kernel: walks the timeline of a contact once for all versions. Plain Java, no Spark. */
package io.requalify.scoring;
