"""HubSpot's API as its fact sheet describes it; ``vendor.HubSpot`` is the way in.

    vendor ── api ── paths, limits, tokens, signin, token_routes
              │
              └── *_routes (one module per family of paths) ── calls
                        │
                        └── writes, linking, searching, rendering ── account ── records, associations, definitions…

Sections in docstrings ("section 2.4") are those of HubSpot's fact sheet in the project's API notes.
"""
