"""What was changed here and not sent yet."""
