"""Pipedrive's API as its fact sheet describes it; ``vendor.Pipedrive`` is the way in.

    vendor ── api ── paths, limits, tokens, signin, token_routes
              │
              └── *_routes (one module per family of paths) ── calls
                        │
                        └── writes, schemas, searching, listing, rendering ── account ── records, fields, people…

v2 (``/api/v2``) serves persons, organizations, deals, activities, pipelines, stages, searches and fields; v1 (``/v1`` and
``/api/v1``) leads, notes, users, labels, activity types, recents, changelog and merges, and the retired v1 twins of v2.
Sections in docstrings ("section 2.2") are those of Pipedrive's fact sheet in the project's API notes.
"""
