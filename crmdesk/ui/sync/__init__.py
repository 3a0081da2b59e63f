"""The health of the accounts: what they do, what went wrong, what waits."""
