package io.requalify.conditions;

import io.requalify.documents.Fault;
import io.requalify.rules.ConditionText;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Collects the faults of one condition, at the places of its tokens. */
final class ConditionFaults {
  private static final int LONGEST_EXCERPT = 40;

  private final ConditionText condition;
  private final List<Fault> faults;

  ConditionFaults(ConditionText condition, List<Fault> faults) {
    this.condition = condition;
    this.faults = faults;
  }

  boolean any() {
    return !faults.isEmpty();
  }

  void add(ParserRuleContext context, String problem, String remedy) {
    add(context.getStart(), problem, remedy);
  }

  void add(Token token, String problem, String remedy) {
    addAt(token.getStartIndex(), problem, remedy);
  }

  /**
   * A fault at a place.
   *
   * @param codePoint number of the character as the lexer counts, which is by code points
   */
  void addAt(int codePoint, String problem, String remedy) {
    String sql = condition.sql();
    int length = sql.codePointCount(0, sql.length());
    int index = sql.offsetByCodePoints(0, Math.max(0, Math.min(codePoint, length)));
    faults.add(condition.fault(index, problem, remedy));
  }

  /** The piece of the condition that a context covers, shortened. */
  String excerpt(ParserRuleContext context) {
    String sql = condition.sql();
    int start = context.getStart().getStartIndex();
    int stop = Math.max(start, context.getStop().getStopIndex() + 1);
    String piece = sql.substring(sql.offsetByCodePoints(0, start), sql.offsetByCodePoints(0, stop));
    return piece.length() <= LONGEST_EXCERPT
        ? piece
        : piece.substring(0, LONGEST_EXCERPT - 3) + "...";
  }
}
