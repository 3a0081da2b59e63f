"""HubSpot. Section numbers in this package are those of its fact sheet, the page ``apis/hubspot.md`` of the design.

``api`` holds every call, ``mapping`` and ``places`` say where fields live, ``rows`` reads rows, ``feeds`` and ``walk``
read what changed, ``writes`` writes, ``metadata`` knows the properties. ``provider`` and ``account`` are the two faces
that the rest of crmdesk sees.
"""
