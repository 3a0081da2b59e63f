"""Google Sheets: one sheet of a spreadsheet as a table of leads.

Section numbers in this package are those of its fact sheet, the page ``apis/google_sheets.md`` of the design.

``headings`` says which words head which field, ``layout`` finds the heading row and the columns, ``cells`` and ``codecs``
read and write what cells hold, ``mapping`` joins them to fields. ``table`` is one reading of the sheet, ``identity`` decides
which row is which record, ``sheet`` reads and numbers, ``rows`` makes records, ``feeds``, ``reads``, ``writes`` and
``placing`` do the work, ``metadata`` knows and makes columns. ``provider`` and ``account`` are the two faces that the rest
of crmdesk sees.
"""
