"""How days are found in a reply: tokens, patterns as data, what a pattern means, figures, holidays."""
