"""Pictures of every screen in both languages and both schemes: ``python -m tests.pictures OUT [--only NAME] [--size WxH]``.

The window is the real one; behind it is the agency in memory of ``tests/ui``, so that every state can be shown.
"""
