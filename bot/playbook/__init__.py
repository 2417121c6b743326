"""For playbook authors: reads YAML into the domain's model and reports every problem at once."""
