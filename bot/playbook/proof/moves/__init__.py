"""Everything that may happen to a case: `alphabet` gathers it, one module for each of those who make it happen."""
