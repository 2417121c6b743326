"""One case of a playbook from opening to end, with what the customer says and pays. Nothing is sent."""
