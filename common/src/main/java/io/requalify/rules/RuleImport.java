package io.requalify.rules;

import java.util.List;
import java.util.Optional;

/**
 * What became of the rules of another product.
 *
 * @param yaml a rule version; empty where nothing could be carried over
 * @param losses what it lacks or what somebody has to write, in the order of the configuration
 */
public record RuleImport(Optional<String> yaml, List<Loss> losses) {
  /**
   * Something of the configuration that the rule version does not say.
   *
   * @param path where it stands, such as {@code groupConfigs[0].ruleConfigurations[2].enabled}
   * @param problem what is lost
   * @param remedy what to do about it
   */
  public record Loss(String path, String problem, String remedy) {
    @Override
    public String toString() {
      return path + ": " + problem + "; " + remedy;
    }
  }

  public RuleImport {
    losses = List.copyOf(losses);
  }
}
