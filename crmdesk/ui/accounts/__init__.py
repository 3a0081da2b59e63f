"""The accounts: connecting, sending, pausing, disconnecting."""
