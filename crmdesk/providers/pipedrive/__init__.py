"""Pipedrive. Section numbers in this package are those of its fact sheet, the page ``apis/pipedrive.md`` of the design.

``api`` holds every call, ``wanted`` the fields that crmdesk needs, ``places``, ``pointers`` and ``mapping`` say where fields live,
``rows`` reads rows, ``feeds``, ``gone`` and ``merges`` read what changed, ``reads`` and ``writes`` the rest, ``metadata``
knows the account's fields. ``provider`` and ``account`` are the two faces that the rest of crmdesk sees.
"""
