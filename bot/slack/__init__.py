"""The staff desk in Slack. Listeners, block builders, modals and card sync come here (their own issue)."""
