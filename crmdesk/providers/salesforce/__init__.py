"""Salesforce. Section numbers in this package are those of its fact sheet, the page ``apis/salesforce.md`` of the design.

``api`` holds every call, ``mapping`` and ``places`` say where fields live, ``rows`` reads rows, ``feeds`` reads what
changed, ``writes`` writes (``guarded`` a few rows under a condition, collections for many), ``roles`` ties contacts to
opportunities, ``metadata`` knows the fields. ``provider`` and ``account`` are the two faces that the rest of crmdesk sees.
"""
