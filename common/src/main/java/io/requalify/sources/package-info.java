/**
 * What comes in: exports are read, mapped, checked against the contracts and written; rows that
 * break a contract are kept apart with the reason.
 */
package io.requalify.sources;
