/** The measured comparison: rescoring beside the same answers from SQL, and beside mere scans. */
package io.requalify.bench;
