/** Contracts of the tables that ingest writes. */
package io.requalify.tables.source;
