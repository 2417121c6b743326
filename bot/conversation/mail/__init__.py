"""Mail as programs write it: what introduces quoted text, what stands under a reply, what only a machine says."""
