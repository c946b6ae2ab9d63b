/** Contracts of all tables, and the one place that reads and writes Delta. */
package io.requalify.tables;
