package io.requalify.rules;

import io.requalify.documents.YamlMap;

/**
 * A rule with its place in the file.
 *
 * @param map what the rule was read from, for faults
 */
record WrittenRule(Rule rule, YamlMap map) {}
