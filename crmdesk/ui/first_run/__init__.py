"""What is shown before there is a profile to work in: the first start, unlocking, and what stopped the start."""
