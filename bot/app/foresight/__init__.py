"""What would happen, without anything happening: the running system's own parts on copies in memory."""
