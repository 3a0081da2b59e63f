"""Salesforce's API as its fact sheet describes it; ``vendor.Salesforce`` is the way in.

    vendor ── api ── limits, tokens, signin, token_routes
              │
              └── *_routes (one module per family of paths) ── calls
                        │
                        ├── querying ── conditions ── soql ── soql_tokens
                        ├── bulk_jobs
                        └── writes ── derived, rules, values ── org ── records, catalogue, fields

``lifecycle`` is what core REST cannot do and people can: merge, convert, restore. Sections in docstrings ("section 3.1")
are those of Salesforce's fact sheet in the project's API notes. Objects that the sheet does not know (notes, contact roles
of opportunities, field histories) behave as general knowledge has it.
"""
