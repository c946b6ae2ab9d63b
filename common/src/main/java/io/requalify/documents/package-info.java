/**
 * What people write by hand (rule versions, attributes, mappings): YAML read with the place of each
 * value, checked against a JSON Schema, every fault told at once. No Spark.
 */
package io.requalify.documents;
