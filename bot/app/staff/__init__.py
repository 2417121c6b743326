"""What members of staff see and do: one use case a function, whatever desk they sit at."""
