"""What can be wrong with how an account is signed in to."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "access_unticked": (
        QT_TRANSLATE_NOOP("Error", "Access not given"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Google was not allowed to give crmdesk the spreadsheets: the box for it was left unticked in the browser. Sign in "
            "again and tick it.",
        ),
        "reconnect",
    ),
    "api_switched_off": (
        QT_TRANSLATE_NOOP("Error", "Google Sheets API switched off"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The project of your application at Google does not use the Google Sheets API: {vendor_words}. Enable it there (APIs & "
            "Services → Library), wait some minutes, then try again.",
        ),
        "retry",
    ),
    "data_centre_unknown": (
        QT_TRANSLATE_NOOP("Error", "No data centre of Zoho’s"),
        QT_TRANSLATE_NOOP(
            "Error", "“{host}” is no data centre of Zoho’s. Name the one that your application was made in: {hosts}."
        ),
        "",
    ),
    "my_domain_unusable": (
        QT_TRANSLATE_NOOP("Error", "Not an address of Salesforce’s"),
        QT_TRANSLATE_NOOP(
            "Error",
            "“{host}” is no sign-in page of Salesforce’s. Choose one of {hosts}, or type your My Domain, which ends in "
            ".my.salesforce.com: it stands in Setup, under My Domain.",
        ),
        "",
    ),
    "no_documents": (
        QT_TRANSLATE_NOOP("Error", "No document to choose"),
        QT_TRANSLATE_NOOP("Error", "An account of {vendor} is no document. Leave out --document."),
        "",
    ),
    "no_hosts": (
        QT_TRANSLATE_NOOP("Error", "No place to choose"),
        QT_TRANSLATE_NOOP("Error", "All accounts of {vendor} are signed in to at one place. Leave out --host."),
        "",
    ),
    "lead_stage_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such stage"),
        QT_TRANSLATE_NOOP("Error", "The account has no “{stage}”. Name some of these: {stages}."),
        "",
    ),
    "no_lead_stages": (
        QT_TRANSLATE_NOOP("Error", "No stages to choose"),
        QT_TRANSLATE_NOOP("Error", "{vendor} itself says who is a lead. Leave out --lead-stages."),
        "",
    ),
}
"""Key → title, text, action. Placeholders are names of the error's data."""
