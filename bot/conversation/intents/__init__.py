"""Rules that read intents and flags: tables of phrases, and the engine that fires them."""
