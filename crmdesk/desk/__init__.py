"""The service objects: what the window and the commands do with a profile, an account, a record. Headless.

``profile`` opens a profile's folder and key; ``accounts`` opens the account behind a connection; ``signing_in`` makes a
connection; ``desk`` is what the window is handed. Everything is built in ``app.py`` and by the commands, and passed in.
"""
