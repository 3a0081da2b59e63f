"""Negotiators: the users of all accounts, one line for each person, and what a person says about who is the same."""
