"""Questions to others than the customer: how they go out, and what comes back by link, by e-mail, through staff."""
