/**
 * Conditions: parsed by Spark's own grammar, checked against an allow-list and types, numbered, and
 * made into columns. No session.
 */
package io.requalify.conditions;
