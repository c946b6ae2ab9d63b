package io.requalify.rules;

/** A small version as text, for tests to bend. */
final class RuleTexts {
  private RuleTexts() {}

  static String minimal(String version) {
    return """
        requalify: 1
        model: m
        version: %s
        status: draft
        timezone: UTC
        evaluate: on_event
        segments: [{name: everyone, default: true}]
        dimensions: {fit: {max: 10, cap: clip}, product: {}}
        total: sum
        groups: {content: {dimension: fit, max: 5}}
        rules:
          - {id: first, dimension: fit, event: "type = 'x'", points: 1}
          - {id: second, dimension: fit, attribute: "contact.channel = 'ads'", points: 2}
        qualify: {everyone: {total: ">= 1"}}
        suppress: [{id: staff, when: "contact.channel = 'staff'", effect: block}]
        """
        .formatted(version);
  }
}
