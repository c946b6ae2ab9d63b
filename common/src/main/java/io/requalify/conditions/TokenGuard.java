package io.requalify.conditions;

import java.util.List;
import org.antlr.v4.runtime.Token;
import org.apache.spark.sql.catalyst.parser.SqlBaseLexer;

/**
 * Refuses, before anything is parsed, what hides the meaning of a condition from its readers:
 * comments, letters that look like others, quoted names, and more nesting than anyone can follow.
 */
final class TokenGuard {
  private final ConditionFaults faults;

  TokenGuard(ConditionFaults faults) {
    this.faults = faults;
  }

  void check(List<Token> tokens) {
    List<Token> words =
        tokens.stream().filter(token -> token.getChannel() == Token.DEFAULT_CHANNEL).toList();
    if (words.size() > ConditionParser.MOST_TOKENS) {
      faults.add(
          words.get(ConditionParser.MOST_TOKENS),
          "a condition of more than %d words and signs".formatted(ConditionParser.MOST_TOKENS),
          "make several rules of it");
      return;
    }

    int open = 0;
    for (Token token : tokens) {
      check(token);
      open += opened(token);
      if (open > ConditionParser.MOST_OPEN_BRACKETS) {
        faults.add(
            token,
            "more than %d brackets open at once".formatted(ConditionParser.MOST_OPEN_BRACKETS),
            "write it with less nesting");
        return;
      }
    }
  }

  private static int opened(Token token) {
    return switch (token.getType()) {
      case SqlBaseLexer.LEFT_PAREN, SqlBaseLexer.LEFT_BRACKET -> 1;
      case SqlBaseLexer.RIGHT_PAREN, SqlBaseLexer.RIGHT_BRACKET -> -1;
      default -> 0;
    };
  }

  private void check(Token token) {
    switch (token.getType()) {
      case SqlBaseLexer.SIMPLE_COMMENT, SqlBaseLexer.BRACKETED_COMMENT ->
          faults.add(
              token, "a comment in a condition", "write it as a YAML comment (#) or as 'reason:'");
      case SqlBaseLexer.BACKQUOTED_IDENTIFIER ->
          faults.add(token, "a name in backquotes", "write the plain name");
      case SqlBaseLexer.STRING_LITERAL, SqlBaseLexer.DOUBLEQUOTED_STRING -> checkQuotes(token);
      // Refused here, for chains of it take the parser long.
      case SqlBaseLexer.CASE ->
          faults.add(token, "CASE is not allowed in a condition", "write it with AND, OR and NOT");
      case Token.EOF -> {}
      default -> checkAscii(token);
    }
  }

  private void checkQuotes(Token token) {
    char first = token.getText().charAt(0);
    if (first != '\'' && first != '"') {
      faults.add(
          token, "a raw text (r'...')", "write a plain text in quotes, with \\\\ for a backslash");
    }
  }

  private void checkAscii(Token token) {
    int[] characters = token.getText().codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] >= 0x80) {
        faults.addAt(
            token.getStartIndex() + i,
            "the character U+%04X outside of a text".formatted(characters[i]),
            "write plain letters, or put it in quotes");
        return;
      }
    }
  }
}
