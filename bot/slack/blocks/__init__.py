"""What staff see: pure functions from a view of a case to Slack's blocks. No clock, no network."""
