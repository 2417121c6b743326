"""What Slack tells us: clicks, forms, commands, events. Each becomes a typed thing, a use case, an answer."""
