"""Words and short phrases of eight languages, each under the concept that it stands for. One table a language."""

from bot.conversation.classifier.concepts.reading import ConceptError, Concepts, Table, parse, read_tables

__all__ = ["ConceptError", "Concepts", "Table", "parse", "read_tables"]
