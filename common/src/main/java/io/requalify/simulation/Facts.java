package io.requalify.simulation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known about a contact and its account as of an instant. An attribute of which nothing is
 * known fulfils nothing.
 *
 * @param values attribute to value, of the contact and of its account, whose names differ
 */
record Facts(String emailDomain, Map<String, String> values) {

  static Facts asOf(Contact contact, long instant) {
    Map<String, String> values = new HashMap<>();
    // Changes of one attribute become known in the order in which they happened.
    for (FactChange change : contact.allFacts()) {
      if (change.knownAt() <= instant) {
        values.put(change.attribute(), change.value());
      }
    }
    return new Facts(contact.emailDomain(), values);
  }

  boolean isAmong(String attribute, List<String> options) {
    String value = values.get(attribute);
    return value != null && options.contains(value);
  }

  boolean hasEmployees(int least) {
    String value = values.get(FactChange.EMPLOYEES);
    return value != null && Integer.parseInt(value) >= least;
  }

  boolean comesFrom(String domain) {
    return emailDomain.equals(domain);
  }
}
