"""The demonstration: a sandbox of its own, a throw-away profile, a colleague who edits at the same time, and an honest count.

``agency`` furnishes its five accounts, ``job`` plays the main job from sign-in to verification. ``accounting`` counts what was lost
without using the engine: ``reading`` asks the vendors' APIs, ``verifying`` puts its questions to them and to the database.
"""
