"""Records that may be the same as others: which they are, what uniting would bring about, and what a person says about them."""
