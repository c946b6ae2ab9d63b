/** Rule versions: what one says, read from a file, checked, and fingerprinted. No Spark. */
package io.requalify.rules;
