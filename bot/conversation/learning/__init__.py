"""Training the model that reads replies: lines with labels in, weights and figures out. Needs the extra `train`."""
