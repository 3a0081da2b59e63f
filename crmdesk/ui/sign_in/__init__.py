"""Connecting an account, step by step."""
