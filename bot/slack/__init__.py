"""The staff desk in Slack: blocks and forms (pure), listeners for what people do, the poster of what they are told."""
