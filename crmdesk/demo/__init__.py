"""The demonstration: a sandbox of its own, a throw-away profile, a colleague who edits at the same time, and an honest count.

``job`` plays the main job from sign-in to verification; ``accounting`` counts what was lost without using the engine.
"""
