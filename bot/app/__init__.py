"""Use cases: load, decide, commit. The ports that adapters implement live here."""
