"""Registers, client reports and analytics come here (their own issue)."""
