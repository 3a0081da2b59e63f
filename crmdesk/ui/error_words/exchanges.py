"""What became of a request to an account that got no usable answer."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "answer_timed_out": (
        QT_TRANSLATE_NOOP("Error", "No answer"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account did not answer in time. crmdesk looks first whether the change arrived and only then "
            "sends it again.",
        ),
        "retry",
    ),
    "connection_lost": (
        QT_TRANSLATE_NOOP("Error", "Connection lost"),
        QT_TRANSLATE_NOOP(
            "Error", "The connection broke while data was on its way. crmdesk looks first whether it arrived."
        ),
        "retry",
    ),
    "outcome_in_doubt": (
        QT_TRANSLATE_NOOP("Error", "Outcome not known"),
        QT_TRANSLATE_NOOP(
            "Error", "It is not certain that the last change arrived. crmdesk checks this before anything else."
        ),
        "retry",
    ),
    "reading_interrupted": (
        QT_TRANSLATE_NOOP("Error", "Connection lost"),
        QT_TRANSLATE_NOOP(
            "Error", "The connection broke while crmdesk was reading. It goes on from there by itself; nothing is lost."
        ),
        "retry",
    ),
    "reading_timed_out": (
        QT_TRANSLATE_NOOP("Error", "No answer"),
        QT_TRANSLATE_NOOP(
            "Error", "The account did not answer in time. crmdesk asks again by itself; nothing is lost."
        ),
        "retry",
    ),
    "server_error": (
        QT_TRANSLATE_NOOP("Error", "The account is out of order"),
        QT_TRANSLATE_NOOP("Error", "The server of the account failed. crmdesk tries again by itself; nothing is lost."),
        "retry",
    ),
}
