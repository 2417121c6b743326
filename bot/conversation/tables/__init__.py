"""Data of the conversation room: words and numbers, no code."""
