"""followup: a conversational follow-up bot for payment discrepancies."""

__version__ = "0.1.0"
