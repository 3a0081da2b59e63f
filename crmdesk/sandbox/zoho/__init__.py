"""Zoho CRM's API as its fact sheet describes it; ``vendor.Zoho`` is the way in.

    vendor ── api ── limits, tokens, signin, token_routes
              │
              └── *_routes (one module per family of paths) ── calls
                        │
                        ├── listing, criteria, coql, bulk_jobs
                        └── writes ── values ── org ── records, catalogue, fields

``lifecycle`` is what people do with whole records: convert, merge, restore. Sections in docstrings ("section 2.1") are those
of Zoho's fact sheet in the project's API notes. The sheet does not say what a merge leaves behind, nor how fields are made:
both behave as general knowledge has it.
"""
