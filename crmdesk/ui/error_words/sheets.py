"""What can be wrong with a spreadsheet that serves as an account."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "cell_computed": (
        QT_TRANSLATE_NOOP("Error", "Computed there"),
        QT_TRANSLATE_NOOP(
            "Error",
            "In the spreadsheet this cell of {vendor_words} is a formula, which crmdesk does not overwrite. The value stays "
            "on this computer.",
        ),
        "",
    ),
    "cell_merged": (
        QT_TRANSLATE_NOOP("Error", "Merged there"),
        QT_TRANSLATE_NOOP(
            "Error",
            "In the spreadsheet this cell of {vendor_words} is merged with others, of which only the first one holds a value. "
            "The value stays on this computer. Split the cells there, then send it again.",
        ),
        "retry",
    ),
    "document_is_excel": (
        QT_TRANSLATE_NOOP("Error", "An Excel file"),
        QT_TRANSLATE_NOOP(
            "Error",
            "At Google Drive this is an Excel file, which nobody but Google’s own pages can work with. Open it there, choose "
            "File → Save as Google Sheets, and connect the spreadsheet that opens.",
        ),
        "accounts",
    ),
    "document_missing": (
        QT_TRANSLATE_NOOP("Error", "Spreadsheet not found"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The spreadsheet is not there: it was deleted, or is not shared with the account that signed in. Check its "
            "address, or restore it from the bin.",
        ),
        "accounts",
    ),
    "document_unusable": (
        QT_TRANSLATE_NOOP("Error", "Not a spreadsheet’s address"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Copy it from the browser while the spreadsheet is open: it begins with https://docs.google.com/spreadsheets/.",
        ),
        "",
    ),
    "headings_missing": (
        QT_TRANSLATE_NOOP("Error", "No headings found"),
        QT_TRANSLATE_NOOP(
            "Error",
            "In the sheet “{name}” none of the first twenty rows has two headings that crmdesk knows, such as Nom, E-mail, "
            "Téléphone. Nothing was changed. Put them there, or restore the sheet from its version history, then try again.",
        ),
        "accounts",
    ),
    "headings_moved": (
        QT_TRANSLATE_NOOP("Error", "Headings among the rows"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The headings of the sheet “{name}” stand in row {row}, below leads: they were probably sorted along. Nothing was "
            "changed. Move them above the leads, or restore the sheet from its version history, then try again.",
        ),
        "retry",
    ),
    "key_cells_merged": (
        QT_TRANSLATE_NOOP("Error", "Keys lost in merged cells"),
        QT_TRANSLATE_NOOP(
            "Error",
            "In the sheet “{name}” cells of the column _crmdesk_id are merged (from row {first} to row {last}), so that crmdesk "
            "does not know these rows again. Nothing was changed. Undo the merge, or restore the sheet from its version "
            "history, then synchronise again.",
        ),
        "retry",
    ),
    "key_column_missing": (
        QT_TRANSLATE_NOOP("Error", "Column of keys missing"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The sheet “{name}” has no column _crmdesk_id, by which crmdesk knows its rows again. Nothing was changed. If it "
            "was deleted, restore it from the version history. If it was never there, connect the account again and agree to "
            "its creation.",
        ),
        "reconnect",
    ),
    "sheet_blank": (
        QT_TRANSLATE_NOOP("Error", "Nothing in the sheet"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Nothing stands in the sheet “{name}”. If somebody has emptied it, restore it from the version history. If it is new, "
            "connect the account again and agree to its columns being made.",
        ),
        "reconnect",
    ),
    "sheet_missing": (
        QT_TRANSLATE_NOOP("Error", "Sheet removed"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The spreadsheet is there, but not the sheet in it that crmdesk works with: somebody has removed it. Nothing was "
            "changed. Restore it from the version history, or connect the sheet that takes its place by its address.",
        ),
        "accounts",
    ),
    "sheet_keeps_moving": (
        QT_TRANSLATE_NOOP("Error", "The sheet keeps changing"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Rows of the sheet were moved each time crmdesk was about to write. It looks again with the next synchronisation.",
        ),
        "retry",
    ),
    "time_zone_unknown": (
        QT_TRANSLATE_NOOP("Error", "Time zone unknown"),
        QT_TRANSLATE_NOOP(
            "Error",
            "This computer does not know the time zone of the spreadsheet. It cannot tell what stands in the column "
            "{vendor_words}, and does not overwrite it. The value stays on this computer.",
        ),
        "",
    ),
}
"""Key → title, text, action. Placeholders are names of the error's data."""
