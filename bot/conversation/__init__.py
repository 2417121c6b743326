"""Text in, meaning out: automatic mail, quoted text, redaction, language, intents, dates, amounts."""
