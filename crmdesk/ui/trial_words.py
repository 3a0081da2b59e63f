"""What the demonstration and the self-test say (``crmdesk/commands/texts.py``), Qt not needed."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

TRIALS = (
    QT_TRANSLATE_NOOP("Command", "ok"),
    QT_TRANSLATE_NOOP("Command", "FAILED"),
    QT_TRANSLATE_NOOP("Command", "self-test failed: {checks}"),
    QT_TRANSLATE_NOOP("Command", "It ended with “{reason}”."),
    QT_TRANSLATE_NOOP("Command", "{seconds} s"),
    # what the self-test finds
    QT_TRANSLATE_NOOP("Command", "the keyring gave back another key"),
    QT_TRANSLATE_NOOP("Command", "the passphrase gave another key"),
    QT_TRANSLATE_NOOP("Command", "no keyring here: a passphrase protects the data (CRMDESK_PASSPHRASE)"),
    QT_TRANSLATE_NOOP("Command", "the file can be read without its key"),
    QT_TRANSLATE_NOOP("Command", "another key opens the file"),
    QT_TRANSLATE_NOOP("Command", "encrypted"),
    QT_TRANSLATE_NOOP("Command", "{count} records found instead of 1"),
    QT_TRANSLATE_NOOP("Command", "the server is not believed"),
    QT_TRANSLATE_NOOP("Command", "an unknown server is believed"),
    QT_TRANSLATE_NOOP("Command", "verified"),
    QT_TRANSLATE_NOOP("Command", "the font cannot be read"),
    QT_TRANSLATE_NOOP("Command", "the icon came out blank"),
    QT_TRANSLATE_NOOP("Command", "the letters came out blank"),
    QT_TRANSLATE_NOOP("Command", "both languages say {word}"),
    QT_TRANSLATE_NOOP("Command", "received {received}, sent {sent}"),
)
"""Texts that stand where they are said."""

CHECKS = {
    "keyring": QT_TRANSLATE_NOOP("Command", "keyring"),
    "database": QT_TRANSLATE_NOOP("Command", "database"),
    "search": QT_TRANSLATE_NOOP("Command", "search"),
    "tls": QT_TRANSLATE_NOOP("Command", "tls"),
    "pictures": QT_TRANSLATE_NOOP("Command", "pictures"),
    "languages": QT_TRANSLATE_NOOP("Command", "languages"),
    "sync": QT_TRANSLATE_NOOP("Command", "sync"),
}
"""The checks of the self-test."""

STEPS = {
    "signed_in": QT_TRANSLATE_NOOP("Command", "signed in"),
    "pulled": QT_TRANSLATE_NOOP("Command", "received"),
    "edited_offline": QT_TRANSLATE_NOOP("Command", "edited offline"),
    "pulled_again": QT_TRANSLATE_NOOP("Command", "received again"),
    "merged_without_asking": QT_TRANSLATE_NOOP("Command", "merged without asking"),
    "conflicts": QT_TRANSLATE_NOOP("Command", "conflicts"),
    "resolved": QT_TRANSLATE_NOOP("Command", "decided"),
    "pushed": QT_TRANSLATE_NOOP("Command", "sent"),
    "together": QT_TRANSLATE_NOOP("Command", "reached the other accounts"),
    "verified_at_vendor": QT_TRANSLATE_NOOP("Command", "verified at the vendor"),
    "lost": QT_TRANSLATE_NOOP("Command", "lost"),
}
"""The steps of the demonstration."""

FINDINGS = {
    "account": QT_TRANSLATE_NOOP("Command", "accounts"),
    "calls": QT_TRANSLATE_NOOP("Command", "requests"),
    "problems": QT_TRANSLATE_NOOP("Command", "problems"),
    "pushed_again": QT_TRANSLATE_NOOP("Command", "sent afterwards"),
    "leads": QT_TRANSLATE_NOOP("Command", "leads in three accounts"),
    "from": QT_TRANSLATE_NOOP("Command", "from"),
    "to": QT_TRANSLATE_NOOP("Command", "to"),
    "at_vendor": QT_TRANSLATE_NOOP("Command", "at the vendor"),
    "to_be_sent": QT_TRANSLATE_NOOP("Command", "to be sent"),
    "in_conflict": QT_TRANSLATE_NOOP("Command", "in a conflict"),
    "decided_against": QT_TRANSLATE_NOOP("Command", "decided against"),
    "replaced": QT_TRANSLATE_NOOP("Command", "replaced"),
    "in_trash": QT_TRANSLATE_NOOP("Command", "in the trash"),
    "lost": QT_TRANSLATE_NOOP("Command", "lost"),
    "deleted": QT_TRANSLATE_NOOP("Command", "deleted there"),
}
"""What a step found besides its count."""
