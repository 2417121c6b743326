"""What a case is and what happens to it next. Pure: no I/O, no clock, no randomness, standard library only."""
