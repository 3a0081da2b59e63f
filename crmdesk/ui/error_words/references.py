"""What a record is to refer to, and why that cannot be."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "reference_ambiguous": (
        QT_TRANSLATE_NOOP("Error", "Several of this name"),
        QT_TRANSLATE_NOOP("Error", "“{value}” may be any of these: {records}. Give the id of the one that is meant."),
        "",
    ),
    "reference_not_found": (
        QT_TRANSLATE_NOOP("Error", "No such record"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not found. Choose a name from the list."),
        "",
    ),
    "reference_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such record"),
        QT_TRANSLATE_NOOP(
            "Error", "“{field}” cannot refer to “{value}”. Give the id of a record of one of these types: {kinds}."
        ),
        "",
    ),
    "stage_of_another_pipeline": (
        QT_TRANSLATE_NOOP("Error", "Stage of another pipeline"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a stage of the pipeline “{pipeline}”. Choose one of its stages."),
        "",
    ),
}
"""Key → title, text, action. Placeholders are names of the error's data."""
