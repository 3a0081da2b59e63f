"""Signing in: OAuth 2.0 for native apps, token renewal, sealed storage, and the profile's master key."""
