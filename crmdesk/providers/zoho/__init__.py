"""Zoho CRM. Section numbers in this package are those of its fact sheet, the page ``apis/zoho.md`` of the design.

``api`` holds every call, ``mapping`` and ``places`` say where fields live, ``rows`` reads rows, ``feeds`` reads what changed,
``gone`` what was deleted, ``merges`` which deletions were mergers, ``bulk`` a large first pull, ``writes`` writes, ``metadata``
knows the fields. ``provider`` and ``account`` are the two faces that the rest of crmdesk sees.

Leads and contacts are two modules at Zoho and one object here, ``People``: a lead that is converted becomes a contact, and its
record goes on as one. Ids of their rows name the module: ``Leads/554023000000527003``.
"""
