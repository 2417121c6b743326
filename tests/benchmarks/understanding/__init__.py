"""How well replies are understood that nobody who trained has seen: figures, pictures, false alarms."""
