"""One file a channel; each is the one door to its outside system."""
