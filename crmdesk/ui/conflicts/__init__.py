"""Conflicts: the list of what needs a person, and the desk where two versions lie side by side."""
