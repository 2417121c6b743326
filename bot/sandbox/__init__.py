"""Stand-ins that speak the real protocols with an injected clock; replay lives here."""
