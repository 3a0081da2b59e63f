# ruff: noqa: E501 - a sentence stays in one piece, for those who translate it
"""The words for errors of accounts: signing in, what a vendor answers and refuses."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

ACCOUNT_ERRORS: dict[str, tuple[str, str, str]] = {
    "access_refused": (
        QT_TRANSLATE_NOOP("Error", "Access refused"),
        QT_TRANSLATE_NOOP("Error", "The account refused the access ({category}). Connect the account again, or ask its administrator."),
        "reconnect",
    ),
    "account_not_named": (
        QT_TRANSLATE_NOOP("Error", "Account not recognised"),
        QT_TRANSLATE_NOOP("Error", "The account did not say which organisation it is, so nothing was connected. Try again later."),
        "retry",
    ),
    "answer_unexpected": (
        QT_TRANSLATE_NOOP("Error", "Answer not understood"),
        QT_TRANSLATE_NOOP("Error", "The account sent an answer that crmdesk does not understand. Nothing was changed; try again later."),
        "retry",
    ),
    "api_version_unknown": (
        QT_TRANSLATE_NOOP("Error", "Version not known"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a version of the account’s interface that crmdesk speaks."),
        "",
    ),
    "changed_meanwhile": (
        QT_TRANSLATE_NOOP("Error", "Changed in the meantime"),
        QT_TRANSLATE_NOOP("Error", "The record was changed in the account just now. crmdesk reads it again and then decides."),
        "",
    ),
    "client_id_missing": (
        QT_TRANSLATE_NOOP("Error", "Client id missing"),
        QT_TRANSLATE_NOOP("Error", "Name the agency’s application: --client-id ID, with its secret in CRMDESK_CLIENT_SECRET. --token signs in with a personal token, --sandbox URL to a sandbox."),
        "retry",
    ),
    "client_secret_missing": (
        QT_TRANSLATE_NOOP("Error", "Client secret missing"),
        QT_TRANSLATE_NOOP("Error", "The application’s secret is needed: put it into CRMDESK_CLIENT_SECRET, or type it where you are asked."),
        "retry",
    ),
    "code_refused": (
        QT_TRANSLATE_NOOP("Error", "Sign-in refused"),
        QT_TRANSLATE_NOOP("Error", "The account refused to finish the sign-in: {vendor_words}. Check client id and client secret, then try again."),
        "retry",
    ),
    "connection_name_taken": (
        QT_TRANSLATE_NOOP("Error", "Name already used"),
        QT_TRANSLATE_NOOP("Error", "Another account is already called “{name}”. Choose another name."),
        "",
    ),
    "consent_refused": (
        QT_TRANSLATE_NOOP("Error", "Access refused"),
        QT_TRANSLATE_NOOP("Error", "Access was refused in the browser. Try again and allow it there, or ask the account’s administrator."),
        "retry",
    ),
    "created_twice": (
        QT_TRANSLATE_NOOP("Error", "Made twice"),
        QT_TRANSLATE_NOOP("Error", "The account holds {count} copies of this record. Delete the ones that are too many there."),
        "",
    ),
    "field_not_mapped": (
        QT_TRANSLATE_NOOP("Error", "Field without a place"),
        QT_TRANSLATE_NOOP("Error", "The account has no place for “{field}”. The value stays on this computer."),
        "",
    ),
    "item_failed": (
        QT_TRANSLATE_NOOP("Error", "Not taken"),
        QT_TRANSLATE_NOOP("Error", "The account did not take the record: {vendor_words}. crmdesk tries again with the next synchronisation."),
        "",
    ),
    "item_not_answered": (
        QT_TRANSLATE_NOOP("Error", "No answer about a record"),
        QT_TRANSLATE_NOOP("Error", "The account said nothing about this record. crmdesk looks first whether the change arrived."),
        "",
    ),
    "loopback_ports_taken": (
        QT_TRANSLATE_NOOP("Error", "Ports in use"),
        QT_TRANSLATE_NOOP("Error", "Other programs use every port that the sign-in may answer on ({ports}). Close them and try again."),
        "retry",
    ),
    "no_answer": (
        QT_TRANSLATE_NOOP("Error", "No answer"),
        QT_TRANSLATE_NOOP("Error", "The account did not answer. crmdesk looks first whether the change arrived and only then sends it again."),
        "retry",
    ),
    "no_personal_tokens": (
        QT_TRANSLATE_NOOP("Error", "No personal tokens"),
        QT_TRANSLATE_NOOP("Error", "{vendor} has no personal tokens. Sign in with the agency’s application."),
        "",
    ),
    "no_refresh_token": (
        QT_TRANSLATE_NOOP("Error", "Sign-in needed"),
        QT_TRANSLATE_NOOP("Error", "The access cannot be renewed. Connect the account again; your pending changes are kept."),
        "reconnect",
    ),
    "not_a_sandbox": (
        QT_TRANSLATE_NOOP("Error", "Not a sandbox"),
        QT_TRANSLATE_NOOP("Error", "At {url} there is no crmdesk sandbox with {vendor}. Start one with crmdesk sandbox and give its control address."),
        "",
    ),
    "not_allowed": (
        QT_TRANSLATE_NOOP("Error", "Not allowed"),
        QT_TRANSLATE_NOOP("Error", "The account does not allow this: {vendor_words}. Ask its administrator for the right."),
        "accounts",
    ),
    "not_signed_in": (
        QT_TRANSLATE_NOOP("Error", "Not signed in"),
        QT_TRANSLATE_NOOP("Error", "The account is not signed in. Connect it again; your pending changes are kept."),
        "reconnect",
    ),
    "paging_stuck": (
        QT_TRANSLATE_NOOP("Error", "Reading got stuck"),
        QT_TRANSLATE_NOOP("Error", "The account keeps sending the same page. What was read is kept; crmdesk goes on with the next synchronisation."),
        "retry",
    ),
    "personal_token_refused": (
        QT_TRANSLATE_NOOP("Error", "Token refused"),
        QT_TRANSLATE_NOOP("Error", "The account refused the token. Check that it was copied whole and is still valid, then connect the account again."),
        "reconnect",
    ),
    "reference_elsewhere": (
        QT_TRANSLATE_NOOP("Error", "Not there yet"),
        QT_TRANSLATE_NOOP("Error", "The record refers to another one that the account does not have. It is sent once that one is there."),
        "",
    ),
    "refresh_refused": (
        QT_TRANSLATE_NOOP("Error", "Access withdrawn"),
        QT_TRANSLATE_NOOP("Error", "The account no longer renews the access. Connect the account again; your pending changes are kept."),
        "reconnect",
    ),
    "request_refused": (
        QT_TRANSLATE_NOOP("Error", "Request refused"),
        QT_TRANSLATE_NOOP("Error", "The account refused a request: {vendor_words}. Your changes are kept; try again later."),
        "retry",
    ),
    "row_not_there": (
        QT_TRANSLATE_NOOP("Error", "Record gone"),
        QT_TRANSLATE_NOOP("Error", "The record no longer exists in the account."),
        "",
    ),
    "row_of_another_record": (
        QT_TRANSLATE_NOOP("Error", "Tied to another record"),
        QT_TRANSLATE_NOOP("Error", "The account says that this is a record you already have under another name. Compare the two."),
        "",
    ),
    "run_elsewhere": (
        QT_TRANSLATE_NOOP("Error", "Already being synchronised"),
        QT_TRANSLATE_NOOP("Error", "Another window or command is synchronising “{name}”. Wait until it is done."),
        "retry",
    ),
    "sandbox_unreachable": (
        QT_TRANSLATE_NOOP("Error", "Sandbox not reachable"),
        QT_TRANSLATE_NOOP("Error", "There is no answer at {url}. Start a sandbox with crmdesk sandbox and give its control address."),
        "",
    ),
    "sign_in_error": (
        QT_TRANSLATE_NOOP("Error", "Sign-in failed"),
        QT_TRANSLATE_NOOP("Error", "The account ended the sign-in: {vendor_error} {vendor_words}. Check the application’s settings there, then try again."),
        "retry",
    ),
    "status_unexpected": (
        QT_TRANSLATE_NOOP("Error", "Answer not expected"),
        QT_TRANSLATE_NOOP("Error", "The account answered with status {status}: {vendor_words}. Nothing was changed; try again later."),
        "retry",
    ),
    "token_missing": (
        QT_TRANSLATE_NOOP("Error", "Token missing"),
        QT_TRANSLATE_NOOP("Error", "Put the token into {variable}, or type it where you are asked. It is never given on the command line."),
        "",
    ),
    "token_refresh_busy": (
        QT_TRANSLATE_NOOP("Error", "Access being renewed"),
        QT_TRANSLATE_NOOP("Error", "Another window or command is renewing the access. Try again in a moment."),
        "retry",
    ),
    "token_refresh_failed": (
        QT_TRANSLATE_NOOP("Error", "Access not renewed"),
        QT_TRANSLATE_NOOP("Error", "The account could not renew the access: {vendor_words}. crmdesk tries again by itself."),
        "retry",
    ),
    "token_renewal_failed": (
        QT_TRANSLATE_NOOP("Error", "Access not renewed"),
        QT_TRANSLATE_NOOP("Error", "The access could not be renewed. crmdesk tries again by itself; nothing is lost."),
        "retry",
    ),
    "token_reply_incomplete": (
        QT_TRANSLATE_NOOP("Error", "Sign-in incomplete"),
        QT_TRANSLATE_NOOP("Error", "The account’s answer to the sign-in lacks something. Try again later."),
        "retry",
    ),
    "token_reply_unreadable": (
        QT_TRANSLATE_NOOP("Error", "Sign-in not readable"),
        QT_TRANSLATE_NOOP("Error", "The account’s answer to the sign-in cannot be read. Try again later."),
        "retry",
    ),
    "token_unusable": (
        QT_TRANSLATE_NOOP("Error", "Token not usable"),
        QT_TRANSLATE_NOOP("Error", "This cannot be a token. Copy it again, whole and without spaces."),
        "",
    ),
    "tokens_damaged": (
        QT_TRANSLATE_NOOP("Error", "Sign-in damaged"),
        QT_TRANSLATE_NOOP("Error", "The stored sign-in cannot be read. Connect the account again; your pending changes are kept."),
        "reconnect",
    ),
    "unknown_connection": (
        QT_TRANSLATE_NOOP("Error", "Account not known"),
        QT_TRANSLATE_NOOP("Error", "There is no account “{name}”. There are: {names}."),
        "",
    ),
    "unknown_vendor": (
        QT_TRANSLATE_NOOP("Error", "CRM not known"),
        QT_TRANSLATE_NOOP("Error", "crmdesk does not know “{name}”. It knows: {vendors}."),
        "",
    ),
}
"""Key → title, text, action, as in ``error_table``."""
