package io.requalify.rules;

import java.util.Collection;

/** The version that is asked for by the name of its kind, before there is a file of it. */
public final class ExampleVersion {
  /** Contacts qualify by what they did in the product. */
  public static final String PRODUCT_LED = "product-led";

  private ExampleVersion() {}

  /**
   * Where an example of one of the versions that are missing lies, as the end of a sentence; empty
   * where there is none.
   */
  public static String hint(Collection<String> missing) {
    return missing.contains(PRODUCT_LED)
        ? "; an example of a product-led version to begin with is examples/rules/product-led"
        : "";
  }
}
