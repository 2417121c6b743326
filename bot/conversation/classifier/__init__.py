"""The model that reads free wording: features of a text, weights, probabilities. Only numpy, no training."""
