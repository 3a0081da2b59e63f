"""The table of error keys: title, what happened and what to do, and the action that helps."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

UNKNOWN = (
    QT_TRANSLATE_NOOP("Error", "Something went wrong"),
    QT_TRANSLATE_NOOP("Error", "Something went wrong ({key}). Nothing you typed is lost."),
    "",
)
"""For a key that has no words of its own."""

ERRORS: dict[str, tuple[str, str, str]] = {
    "value_not_text": (
        QT_TRANSLATE_NOOP("Error", "Not a text"),
        QT_TRANSLATE_NOOP("Error", "This field takes text."),
        "",
    ),
    "value_not_number": (
        QT_TRANSLATE_NOOP("Error", "Not a number"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a number. Write digits, for example 348000 or 112.5."),
        "",
    ),
    "value_number_too_long": (
        QT_TRANSLATE_NOOP("Error", "Number too long"),
        QT_TRANSLATE_NOOP("Error", "A number may have {digits} digits at most."),
        "",
    ),
    "value_not_whole": (
        QT_TRANSLATE_NOOP("Error", "Not a whole number"),
        QT_TRANSLATE_NOOP("Error", "Write a whole number, without a decimal part."),
        "",
    ),
    "value_not_boolean": (
        QT_TRANSLATE_NOOP("Error", "Neither yes nor no"),
        QT_TRANSLATE_NOOP("Error", "Answer with yes or no."),
        "",
    ),
    "value_not_money": (
        QT_TRANSLATE_NOOP("Error", "Not an amount"),
        QT_TRANSLATE_NOOP("Error", "Write an amount, for example 348000 or 348000 EUR."),
        "",
    ),
    "value_not_currency": (
        QT_TRANSLATE_NOOP("Error", "Not a currency"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a currency. Use a code of three letters, for example EUR."),
        "",
    ),
    "value_not_date": (
        QT_TRANSLATE_NOOP("Error", "Not a date"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a date. Write day, month and year, for example 12/11/2026."),
        "",
    ),
    "value_not_datetime": (
        QT_TRANSLATE_NOOP("Error", "Not a date and time"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a date and time. Write for example 12/11/2026 09:14."),
        "",
    ),
    "value_without_zone": (
        QT_TRANSLATE_NOOP("Error", "Time without a zone"),
        QT_TRANSLATE_NOOP("Error", "“{value}” does not say in which time zone it is."),
        "",
    ),
    "value_not_email": (
        QT_TRANSLATE_NOOP("Error", "Not an e-mail address"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not an e-mail address. Check the part before and after the @."),
        "",
    ),
    "value_not_consent": (
        QT_TRANSLATE_NOOP("Error", "Not a consent"),
        QT_TRANSLATE_NOOP("Error", "Choose one of: {states}."),
        "",
    ),
    "value_not_consent_channel": (
        QT_TRANSLATE_NOOP("Error", "Not a way of consenting"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not known. Choose one of: {channels}."),
        "",
    ),
    "value_not_list": (
        QT_TRANSLATE_NOOP("Error", "Not a list"),
        QT_TRANSLATE_NOOP("Error", "This field takes a list."),
        "",
    ),
    "value_not_item": (
        QT_TRANSLATE_NOOP("Error", "Not an entry"),
        QT_TRANSLATE_NOOP("Error", "An entry of this list cannot be read."),
        "",
    ),
    "value_not_an_option": (
        QT_TRANSLATE_NOOP("Error", "Not one of the choices"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not among the choices of “{field}”."),
        "",
    ),
    "value_too_long": (
        QT_TRANSLATE_NOOP("Error", "Too long"),
        QT_TRANSLATE_NOOP("Error", "“{field}” may have {limit} characters; this text has {length}."),
        "",
    ),
    "value_missing": (
        QT_TRANSLATE_NOOP("Error", "Something is missing"),
        QT_TRANSLATE_NOOP("Error", "“{field}” has to be filled in."),
        "",
    ),
    "unknown_field": (
        QT_TRANSLATE_NOOP("Error", "Unknown field"),
        QT_TRANSLATE_NOOP("Error", "There is no field “{field}” here."),
        "",
    ),
    "field_read_only": (
        QT_TRANSLATE_NOOP("Error", "Read only"),
        QT_TRANSLATE_NOOP("Error", "“{field}” is set by crmdesk or by the account and cannot be typed."),
        "",
    ),
    "filter_without_value": (
        QT_TRANSLATE_NOOP("Error", "Nothing to compare with"),
        QT_TRANSLATE_NOOP("Error", "Say what “{field}” should be compared with."),
        "",
    ),
    "unknown_record": (
        QT_TRANSLATE_NOOP("Error", "Record not found"),
        QT_TRANSLATE_NOOP("Error", "This record is no longer on this computer."),
        "",
    ),
    "reference_not_found": (
        QT_TRANSLATE_NOOP("Error", "No such record"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not found. Choose a name from the list."),
        "",
    ),
    "record_without_content": (
        QT_TRANSLATE_NOOP("Error", "Nothing to save"),
        QT_TRANSLATE_NOOP("Error", "Fill in at least one field, for example the name."),
        "",
    ),
    "cannot_undo": (
        QT_TRANSLATE_NOOP("Error", "Cannot be undone"),
        QT_TRANSLATE_NOOP("Error", "The record was changed again in the meantime, so this step cannot be taken back. Its history has every value."),
        "",
    ),
    "conflict_not_open": (
        QT_TRANSLATE_NOOP("Error", "Already settled"),
        QT_TRANSLATE_NOOP("Error", "This conflict is no longer open. The page has been brought up to date."),
        "",
    ),
    "conflict_changed": (
        QT_TRANSLATE_NOOP("Error", "Changed while you were reading"),
        QT_TRANSLATE_NOOP("Error", "The account sent a newer value. Your choices on the other fields were kept."),
        "",
    ),
    "answer_timed_out": (
        QT_TRANSLATE_NOOP("Error", "No answer"),
        QT_TRANSLATE_NOOP("Error", "The account did not answer in time. crmdesk looks first whether the change arrived and only then sends it again."),
        "retry",
    ),
    "body_too_large": (
        QT_TRANSLATE_NOOP("Error", "Answer too large"),
        QT_TRANSLATE_NOOP("Error", "The answer of the account is larger than it can be. Nothing was changed."),
        "retry",
    ),
    "body_undecodable": (
        QT_TRANSLATE_NOOP("Error", "Answer not readable"),
        QT_TRANSLATE_NOOP("Error", "The account sent something that cannot be read. Nothing was changed; try again later."),
        "retry",
    ),
    "budget_spent": (
        QT_TRANSLATE_NOOP("Error", "Quota used up"),
        QT_TRANSLATE_NOOP("Error", "The account’s quota is used up. crmdesk goes on by itself in {retry_after_s}; nothing is lost."),
        "",
    ),
    "ca_file_unusable": (
        QT_TRANSLATE_NOOP("Error", "Certificate file not usable"),
        QT_TRANSLATE_NOOP("Error", "The file with the certificate authority cannot be read. Check the file and choose it again."),
        "accounts",
    ),
    "connection_lost": (
        QT_TRANSLATE_NOOP("Error", "Connection lost"),
        QT_TRANSLATE_NOOP("Error", "The connection broke while data was on its way. crmdesk looks first whether it arrived."),
        "retry",
    ),
    "foreign_redirect": (
        QT_TRANSLATE_NOOP("Error", "Answer from a foreign address"),
        QT_TRANSLATE_NOOP("Error", "The account pointed to another server. crmdesk does not follow, to protect your access."),
        "accounts",
    ),
    "foreign_url": (
        QT_TRANSLATE_NOOP("Error", "Foreign address"),
        QT_TRANSLATE_NOOP("Error", "An address outside the account was refused, to protect your access."),
        "",
    ),
    "insecure_url": (
        QT_TRANSLATE_NOOP("Error", "Address not secure"),
        QT_TRANSLATE_NOOP("Error", "The address does not begin with https. Only this computer itself may be reached without."),
        "accounts",
    ),
    "outcome_in_doubt": (
        QT_TRANSLATE_NOOP("Error", "Outcome not known"),
        QT_TRANSLATE_NOOP("Error", "It is not certain that the last change arrived. crmdesk checks this before anything else."),
        "retry",
    ),
    "proxy_unusable": (
        QT_TRANSLATE_NOOP("Error", "Proxy not usable"),
        QT_TRANSLATE_NOOP("Error", "The proxy of this network cannot be used. Check the proxy settings of the system."),
        "retry",
    ),
    "rate_limited": (
        QT_TRANSLATE_NOOP("Error", "The account asks to slow down"),
        QT_TRANSLATE_NOOP("Error", "crmdesk goes on by itself in {retry_after_s}. Nothing is lost."),
        "",
    ),
    "redirect_loop": (
        QT_TRANSLATE_NOOP("Error", "Redirected in a circle"),
        QT_TRANSLATE_NOOP("Error", "The account’s address leads back to itself. Try again later."),
        "retry",
    ),
    "redirected_write": (
        QT_TRANSLATE_NOOP("Error", "Redirected"),
        QT_TRANSLATE_NOOP("Error", "The account moved to another address while data was being sent. Nothing was sent there."),
        "retry",
    ),
    "request_malformed": (
        QT_TRANSLATE_NOOP("Error", "Request refused"),
        QT_TRANSLATE_NOOP("Error", "The account did not understand a request of crmdesk. This is our mistake; nothing is lost."),
        "",
    ),
    "server_error": (
        QT_TRANSLATE_NOOP("Error", "The account has a trouble of its own"),
        QT_TRANSLATE_NOOP("Error", "The server of the account failed. crmdesk tries again by itself; nothing is lost."),
        "retry",
    ),
    "url_unusable": (
        QT_TRANSLATE_NOOP("Error", "Address not usable"),
        QT_TRANSLATE_NOOP("Error", "The address “{url}” cannot be used. Check how it is written."),
        "accounts",
    ),
    "no_network": (
        QT_TRANSLATE_NOOP("Error", "No network"),
        QT_TRANSLATE_NOOP("Error", "This computer is not connected. Work on: everything is kept and sent later."),
        "retry",
    ),
    "unreachable": (
        QT_TRANSLATE_NOOP("Error", "Not reachable"),
        QT_TRANSLATE_NOOP("Error", "The account cannot be reached right now. Work on: everything is kept and sent later."),
        "retry",
    ),
    "host_unknown": (
        QT_TRANSLATE_NOOP("Error", "Server not found"),
        QT_TRANSLATE_NOOP("Error", "The name of the server is not known. Check the network or the address."),
        "retry",
    ),
    "connection_refused": (
        QT_TRANSLATE_NOOP("Error", "Connection refused"),
        QT_TRANSLATE_NOOP("Error", "The server does not accept connections right now. crmdesk tries again by itself."),
        "retry",
    ),
    "tls_failed": (
        QT_TRANSLATE_NOOP("Error", "Secure connection failed"),
        QT_TRANSLATE_NOOP("Error", "The identity of the server could not be checked. Check the date of this computer, or ask who runs the network."),
        "retry",
    ),
    "timed_out": (
        QT_TRANSLATE_NOOP("Error", "No connection in time"),
        QT_TRANSLATE_NOOP("Error", "The server could not be reached in time. crmdesk tries again by itself."),
        "retry",
    ),
    "access_revoked": (
        QT_TRANSLATE_NOOP("Error", "Access withdrawn"),
        QT_TRANSLATE_NOOP("Error", "The access was withdrawn. Connect the account again; your pending changes are kept."),
        "reconnect",
    ),
    "sign_in_needed": (
        QT_TRANSLATE_NOOP("Error", "Sign-in needed"),
        QT_TRANSLATE_NOOP("Error", "The access has ended. Connect the account again; your pending changes are kept."),
        "reconnect",
    ),
    "sign_in_cancelled": (
        QT_TRANSLATE_NOOP("Error", "Sign-in cancelled"),
        QT_TRANSLATE_NOOP("Error", "The sign-in was cancelled. Nothing was changed."),
        "retry",
    ),
    "sign_in_refused": (
        QT_TRANSLATE_NOOP("Error", "Access refused"),
        QT_TRANSLATE_NOOP("Error", "Access was refused in the browser. Try again and allow it there, or ask the account’s administrator."),
        "retry",
    ),
    "sign_in_timed_out": (
        QT_TRANSLATE_NOOP("Error", "No answer from the browser"),
        QT_TRANSLATE_NOOP("Error", "Nobody signed in within five minutes. Try again when you are ready."),
        "retry",
    ),
    "state_mismatch": (
        QT_TRANSLATE_NOOP("Error", "Answer not meant for this sign-in"),
        QT_TRANSLATE_NOOP("Error", "An answer came that does not belong to this sign-in. It was refused; try again."),
        "retry",
    ),
    "port_in_use": (
        QT_TRANSLATE_NOOP("Error", "Port in use"),
        QT_TRANSLATE_NOOP("Error", "Another program uses every port that the sign-in may answer on ({ports}). Close it and try again."),
        "retry",
    ),
    "client_rejected": (
        QT_TRANSLATE_NOOP("Error", "Application not known"),
        QT_TRANSLATE_NOOP("Error", "The account does not know this application. Check client id and client secret."),
        "retry",
    ),
    "token_refused": (
        QT_TRANSLATE_NOOP("Error", "Token refused"),
        QT_TRANSLATE_NOOP("Error", "The account refused the token. Check that it was copied whole and has the rights that are needed."),
        "retry",
    ),
    "scope_missing": (
        QT_TRANSLATE_NOOP("Error", "Rights are missing"),
        QT_TRANSLATE_NOOP("Error", "The access lacks rights that crmdesk needs: {scopes}. Add them to the application and connect again."),
        "reconnect",
    ),
    "wrong_account": (
        QT_TRANSLATE_NOOP("Error", "Another account"),
        QT_TRANSLATE_NOOP("Error", "You signed in to “{found}”, but this connection belongs to “{expected}”. Sign in to the right account."),
        "reconnect",
    ),
    "no_keyring": (
        QT_TRANSLATE_NOOP("Error", "No safe place for the key"),
        QT_TRANSLATE_NOOP("Error", "This computer has no keyring. Choose a passphrase instead; crmdesk never keeps a key in clear."),
        "settings",
    ),
    "keyring_locked": (
        QT_TRANSLATE_NOOP("Error", "Keyring locked"),
        QT_TRANSLATE_NOOP("Error", "Unlock the keyring of this computer and try again."),
        "retry",
    ),
    "secret_too_long": (
        QT_TRANSLATE_NOOP("Error", "Secret too long"),
        QT_TRANSLATE_NOOP("Error", "The keyring of this system cannot hold a secret of this length."),
        "",
    ),
    "passphrase_too_short": (
        QT_TRANSLATE_NOOP("Error", "Passphrase too short"),
        QT_TRANSLATE_NOOP("Error", "Use at least {limit} characters, for example four or five words."),
        "",
    ),
    "passphrase_differs": (
        QT_TRANSLATE_NOOP("Error", "Not the same"),
        QT_TRANSLATE_NOOP("Error", "The two passphrases differ. Type them again."),
        "",
    ),
    "passphrase_wrong": (
        QT_TRANSLATE_NOOP("Error", "Wrong passphrase"),
        QT_TRANSLATE_NOOP("Error", "This passphrase does not open the data. Check the keyboard layout and try again."),
        "retry",
    ),
    "permission_lost": (
        QT_TRANSLATE_NOOP("Error", "Not allowed"),
        QT_TRANSLATE_NOOP("Error", "The account no longer allows this: {object}. Ask its administrator for the right."),
        "accounts",
    ),
    "record_refused": (
        QT_TRANSLATE_NOOP("Error", "Refused by the account"),
        QT_TRANSLATE_NOOP("Error", "The account refused the record: {vendor_words}. Correct it and it is sent again."),
        "",
    ),
    "value_refused": (
        QT_TRANSLATE_NOOP("Error", "Value refused"),
        QT_TRANSLATE_NOOP("Error", "The account refused “{field}”: {vendor_words}. Choose another value."),
        "",
    ),
    "record_gone": (
        QT_TRANSLATE_NOOP("Error", "Record gone"),
        QT_TRANSLATE_NOOP("Error", "The record no longer exists in the account."),
        "",
    ),
    "database_busy": (
        QT_TRANSLATE_NOOP("Error", "Another crmdesk is writing"),
        QT_TRANSLATE_NOOP("Error", "Another window or command is writing to the same data. Try again in a moment."),
        "retry",
    ),
    "database_failed": (
        QT_TRANSLATE_NOOP("Error", "The data could not be written"),
        QT_TRANSLATE_NOOP("Error", "The file with your data could not be read or written: {reason}. Check the disk; nothing saved before is lost."),
        "",
    ),
    "database_newer": (
        QT_TRANSLATE_NOOP("Error", "Data of a newer crmdesk"),
        QT_TRANSLATE_NOOP("Error", "These data were written by a newer version of crmdesk. Install that version; nothing was changed."),
        "",
    ),
    "database_damaged": (
        QT_TRANSLATE_NOOP("Error", "Data damaged"),
        QT_TRANSLATE_NOOP("Error", "The file with your data is damaged. crmdesk has backups: restore the newest one from the folder."),
        "",
    ),
    "database_locked_key": (
        QT_TRANSLATE_NOOP("Error", "The key does not fit"),
        QT_TRANSLATE_NOOP("Error", "The key in the keyring does not open these data."),
        "",
    ),
    "disk_full": (
        QT_TRANSLATE_NOOP("Error", "Disk full"),
        QT_TRANSLATE_NOOP("Error", "There is no room left on the disk. Make room and try again; nothing saved before is lost."),
        "retry",
    ),
    "run_busy": (
        QT_TRANSLATE_NOOP("Error", "Already being synchronised"),
        QT_TRANSLATE_NOOP("Error", "Another window or command is synchronising this account. Wait until it is done."),
        "retry",
    ),
}
"""Key → title, text, action. Placeholders are names of the error's data."""
