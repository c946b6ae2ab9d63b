package io.requalify.conditions;

import io.requalify.conditions.Term.Attribute;
import io.requalify.conditions.Term.EventField;
import io.requalify.conditions.Term.Known;
import io.requalify.documents.NearestNames;
import io.requalify.rules.AttributeCatalogue;
import io.requalify.rules.ConditionText.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ColumnReferenceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ConstantDefaultContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.DereferenceContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.PrimaryExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.StringLiteralContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SubscriptContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.ValueExpressionDefaultContext;

/** Reads the names of event fields and attributes. */
final class NameReader {
  private static final List<String> OWNERS = List.of("contact", "account");

  private final Scope scope;
  private final Names known;
  private final ConditionFaults faults;

  NameReader(Scope scope, Names known, ConditionFaults faults) {
    this.scope = scope;
    this.known = known;
    this.faults = faults;
  }

  Optional<Term> plain(ColumnReferenceContext context) {
    String name = context.getText();
    if (scope == Scope.EVENT) {
      Optional<Term> field = EventFields.type(name).map(type -> new EventField(name, type));
      return field.isPresent() ? field : unknown(context, name, "field of an event");
    }
    if (OWNERS.contains(name)) {
      faults.add(
          context, name + " is not a value", "name an attribute, such as " + name + ".channel");
      return Optional.empty();
    }
    if (EventFields.names().contains(name)
        && OWNERS.stream().noneMatch(owner -> known.attribute(owner + "." + name).isPresent())) {
      faults.add(
          context,
          "'" + name + "' is a field of an event, and no event is in sight here",
          "read contact.* or account.*, or write a rule with 'event:'");
      return Optional.empty();
    }

    return unknown(context, name, "attribute");
  }

  Optional<Term> qualified(DereferenceContext context) {
    return attribute(context);
  }

  /** Whether an attribute is known, for {@code is_known(contact.x)}. */
  Optional<Term> known(ParserRuleContext place, PrimaryExpressionContext argument) {
    if (scope == Scope.EVENT) {
      faults.add(
          place, "is_known in a condition on events", "write IS NOT NULL: events change no more");
      return Optional.empty();
    }
    if (argument instanceof DereferenceContext dereference) {
      return attribute(dereference)
          .map(Attribute.class::cast)
          .map(attribute -> new Known(attribute.owner(), attribute.name()));
    }

    faults.add(
        place, "is_known of no attribute", "write is_known(contact.x) or is_known(account.x)");
    return Optional.empty();
  }

  private Optional<Term> attribute(DereferenceContext context) {
    String owner = context.base.getText();
    String name = owner + "." + context.fieldName.getText();
    if (owner.equals("props") && scope == Scope.EVENT) {
      faults.add(
          context, name + " is no field", "write props['" + context.fieldName.getText() + "']");
      return Optional.empty();
    }
    if (scope == Scope.EVENT) {
      faults.add(
          context,
          "'" + name + "' cannot be seen by a condition on events",
          "read the fields of the event (%s), or write it under 'while:'"
              .formatted(String.join(", ", EventFields.names())));
      return Optional.empty();
    }

    Optional<ValueType> type = known.attribute(name);
    return type.isPresent()
        ? Optional.of(new Attribute(owner, context.fieldName.getText(), type.get()))
        : unknown(context, name, "attribute");
  }

  /** A named value of {@code props}. */
  Optional<Term> item(SubscriptContext context, LiteralReader literals) {
    boolean ofProps = scope == Scope.EVENT && context.value.getText().equals("props");
    if (ofProps
        && context.index instanceof ValueExpressionDefaultContext value
        && value.primaryExpression() instanceof ConstantDefaultContext constant
        && constant.constant() instanceof StringLiteralContext text) {
      Term props = new EventField("props", ValueType.TEXTS_BY_NAME);
      return literals
          .text(text, text.stringLit())
          .map(key -> Terms.call(Operation.ITEM, ValueType.TEXT, props, key));
    }

    faults.add(
        context,
        "'" + faults.excerpt(context) + "' is not allowed",
        "only props of an event has named values, written props['x']");
    return Optional.empty();
  }

  private Optional<Term> unknown(ParserRuleContext context, String name, String what) {
    Set<String> all = known.all(scope);
    String remedy = NearestNames.remedy(name, all);
    boolean mayBeDeclared = scope != Scope.EVENT && NearestNames.of(name, all).isEmpty();
    faults.add(
        context,
        "unknown " + what + " '" + name + "'",
        mayBeDeclared
            ? "%s; others are declared in %s beside the rules"
                .formatted(remedy, AttributeCatalogue.FILE_NAME)
            : remedy);
    return Optional.empty();
  }
}
