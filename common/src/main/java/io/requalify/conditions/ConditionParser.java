package io.requalify.conditions;

import io.requalify.documents.Fault;
import io.requalify.rules.ConditionText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.atn.PredictionMode;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.NamedExpressionContext;
import org.apache.spark.sql.catalyst.parser.SqlBaseParser.SingleExpressionContext;
import org.apache.spark.sql.catalyst.parser.UpperCaseCharStream;

/**
 * Parses a condition with the grammar that Spark itself uses, so what stands in a rule version is
 * Spark SQL to the letter. The grammar is used directly, without Spark's tree builder: that one
 * reads the settings of a session, and takes seconds to load.
 */
final class ConditionParser {
  /** Characters that a condition may have. */
  static final int MOST_CHARACTERS = 10_000;

  /** Words, signs and values that a condition may have. */
  static final int MOST_TOKENS = 1_000;

  /** Brackets that may be open at one place. */
  static final int MOST_OPEN_BRACKETS = 20;

  private final ConditionText condition;
  private final ConditionFaults faults;

  private ConditionParser(ConditionText condition, List<Fault> faults) {
    this.condition = condition;
    this.faults = new ConditionFaults(condition, faults);
  }

  /**
   * The checked form of a condition.
   *
   * @param faults gets every fault of the condition
   * @return empty where there is one
   */
  static Optional<Term> parse(ConditionText condition, Names names, List<Fault> faults) {
    List<Fault> own = new ArrayList<>();
    Optional<Term> term = new ConditionParser(condition, own).parse(names);
    faults.addAll(own);
    return own.isEmpty() ? term : Optional.empty();
  }

  private Optional<Term> parse(Names names) {
    String sql = condition.sql();
    if (sql.length() > MOST_CHARACTERS) {
      faults.addAt(
          0,
          "a condition of %d characters".formatted(sql.length()),
          "write at most %d, or make several rules of it".formatted(MOST_CHARACTERS));
      return Optional.empty();
    }

    CommonTokenStream tokens = new CommonTokenStream(lexer());
    tokens.fill();
    new TokenGuard(faults).check(tokens.getTokens());
    if (faults.any()) {
      return Optional.empty();
    }

    SyntaxFaults fast = new SyntaxFaults();
    SingleExpressionContext tree = tree(tokens, PredictionMode.SLL, fast);
    if (fast.first.isPresent()) {
      // As Spark does: the fast way of reading refuses a few texts that the full one takes.
      SyntaxFaults full = new SyntaxFaults();
      tokens.seek(0);
      tree = tree(tokens, PredictionMode.LL, full);
      full.first.ifPresent(this::report);
    }
    if (faults.any()) {
      return Optional.empty();
    }

    NamedExpressionContext named = tree.namedExpression();
    if (named.AS() != null) {
      faults.add(named, "a condition has no name", "leave out AS and what follows");
      return Optional.empty();
    }
    if (!named.getStop().equals(named.expression().getStop())) {
      // SQL takes a word after an expression for its name, be it a stray AND.
      report(named.errorCapturingIdentifier().getStart());
      return Optional.empty();
    }

    return new ConditionVisitor(condition.scope(), names, faults).condition(named.expression());
  }

  private SqlBaseLexer lexer() {
    SqlBaseLexer lexer =
        new SqlBaseLexer(new UpperCaseCharStream(CharStreams.fromString(condition.sql())));
    lexer.removeErrorListeners();
    return lexer;
  }

  private static SingleExpressionContext tree(
      CommonTokenStream tokens, PredictionMode mode, SyntaxFaults listener) {
    SqlBaseParser parser = new SqlBaseParser(tokens);
    parser.removeErrorListeners();
    parser.addErrorListener(listener);
    parser.getInterpreter().setPredictionMode(mode);
    return parser.singleExpression();
  }

  private void report(Token at) {
    String problem =
        at.getType() == Token.EOF
            ? "the condition ends too early"
            : "the condition cannot be read at '" + at.getText() + "'";
    faults.add(at, problem, "check the quotes, brackets and operators before it");
  }

  /** Keeps the place of the first fault; those after it follow from it. */
  private static final class SyntaxFaults extends BaseErrorListener {
    private Optional<Token> first = Optional.empty();

    @Override
    public void syntaxError(
        Recognizer<?, ?> recognizer,
        Object symbol,
        int line,
        int column,
        String message,
        RecognitionException exception) {
      if (first.isEmpty()) {
        first = Optional.of((Token) symbol);
      }
    }
  }
}
