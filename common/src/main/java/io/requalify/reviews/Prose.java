package io.requalify.reviews;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Running text in which some pieces stand out. */
record Prose(List<Piece> pieces) {
  /** Text, and whether it stands out. */
  record Piece(String text, boolean strong) {}

  Prose {
    pieces = List.copyOf(pieces);
  }

  static Prose of(String text) {
    return new Prose(List.of(new Piece(text, false)));
  }

  static Prose empty() {
    return new Prose(List.of());
  }

  Prose plain(String text) {
    return with(new Piece(text, false));
  }

  Prose strong(String text) {
    return with(new Piece(text, true));
  }

  Prose plus(Prose more) {
    return new Prose(Stream.concat(pieces.stream(), more.pieces.stream()).toList());
  }

  /** The end of a sentence; reasons come from the tables with or without a full stop. */
  static String ended(String reason) {
    return reason.endsWith(".") ? reason : reason + ".";
  }

  /** A sentence of its own. */
  static String sentence(String reason) {
    return Character.toUpperCase(reason.charAt(0)) + ended(reason).substring(1);
  }

  boolean isEmpty() {
    return pieces.isEmpty();
  }

  /** Without the marks. */
  String text() {
    return pieces.stream().map(Piece::text).collect(Collectors.joining());
  }

  private Prose with(Piece piece) {
    return new Prose(Stream.concat(pieces.stream(), Stream.of(piece)).toList());
  }
}
