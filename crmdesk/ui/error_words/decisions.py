"""Errors about what a person decides: conflicts and reviews."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "conflict_moved": (
        QT_TRANSLATE_NOOP("Error", "Changed in the meantime"),
        QT_TRANSLATE_NOOP(
            "Error",
            "A value was changed after it was shown, so nothing was decided. Look at the values as they are now and "
            "decide again; what you typed is kept.",
        ),
        "",
    ),
    "conflict_not_open": (
        QT_TRANSLATE_NOOP("Error", "Already settled"),
        QT_TRANSLATE_NOOP("Error", "This conflict is no longer open. The page has been brought up to date."),
        "",
    ),
    "conflict_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such conflict"),
        QT_TRANSLATE_NOOP(
            "Error",
            "There is no open conflict “{id}”, and none of a record with this id. crmdesk conflicts lists them.",
        ),
        "",
    ),
    "conflict_of_other_fields": (
        QT_TRANSLATE_NOOP("Error", "No conflict about this field"),
        QT_TRANSLATE_NOOP("Error", "“{name}” is not contested there. In conflict are: {fields}."),
        "",
    ),
    "review_decided": (
        QT_TRANSLATE_NOOP("Error", "Already answered"),
        QT_TRANSLATE_NOOP(
            "Error",
            "This review was answered on {decided_at} with “{answer}”. crmdesk reviews lists those that are open.",
        ),
        "",
    ),
    "review_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such review"),
        QT_TRANSLATE_NOOP("Error", "There is no review “{id}”. crmdesk reviews lists those that are open."),
        "",
    ),
    "review_moved": (
        QT_TRANSLATE_NOOP("Error", "Changed meanwhile"),
        QT_TRANSLATE_NOOP("Error", "More has come in since this was shown, so nothing was decided. Look at it again."),
        "",
    ),
    "review_not_open": (
        QT_TRANSLATE_NOOP("Error", "Already decided"),
        QT_TRANSLATE_NOOP("Error", "This question is no longer open. The page has been brought up to date."),
        "",
    ),
    "existence_choice": (
        QT_TRANSLATE_NOOP("Error", "Not one of the choices"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not an answer to this conflict."),
        "",
    ),
}
