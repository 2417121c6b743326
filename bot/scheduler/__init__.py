"""APScheduler ticks: advance due customers, send the outbox, publish audit heads."""
