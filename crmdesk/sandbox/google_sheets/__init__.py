"""Google Sheets: documents with tabs of cells, their developer metadata, sign-in, quotas, and a little of Drive.

Section numbers in this package are those of its fact sheet, the page ``apis/google_sheets.md`` of the design.

    document     spreadsheets, tabs, rows, columns, cells and what is pinned to them; formulas: what cells compute
    ranges       A1 and R1C1 notation, grid ranges
    entering     what typing a text into a cell makes of it, and how cells are shown
    rendering    documents and ranges as the API writes them; masks: the ``fields`` parameter
    api, calls   from a request to its handler; limits: the quotas; errors: refusals
    sheet_routes, value_routes, tags, drive_routes             what is asked for
    updates, cell_updates, dimension_updates, tag_updates      the requests of a batch
    signin, token_routes, tokens                               OAuth
    colleague    what a person does in the sheet; seeding: the demo agency's sheet
"""
