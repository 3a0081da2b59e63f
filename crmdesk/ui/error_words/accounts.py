"""What an account, or the way to it, would not do."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "account_connected_already": (
        QT_TRANSLATE_NOOP("Error", "Already connected"),
        QT_TRANSLATE_NOOP(
            "Error",
            "“{account}” is connected already, as “{name}”. To give it a new access, sign in to “{name}” again; nothing "
            "was changed.",
        ),
        "accounts",
    ),
    "account_blocked": (
        QT_TRANSLATE_NOOP("Error", "Blocked for a while"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account lets nothing through for a while, after too many requests, perhaps of another program. crmdesk goes on "
            "by itself in {retry_after_s}; nothing is lost.",
        ),
        "retry",
    ),
    "account_paused": (
        QT_TRANSLATE_NOOP("Error", "Account paused"),
        QT_TRANSLATE_NOOP(
            "Error",
            "“{name}” is paused: nothing is exchanged with it, and nothing was read or sent. To go on with it: "
            'crmdesk resume "{name}"',
        ),
        "",
    ),
    "application_unknown": (
        QT_TRANSLATE_NOOP("Error", "Application not known"),
        QT_TRANSLATE_NOOP(
            "Error",
            "This account was not signed in to with an application of {vendor}. Give the client ID of the agency’s, or a "
            "personal token.",
        ),
        "accounts",
    ),
    "access_refused": (
        QT_TRANSLATE_NOOP("Error", "Access refused"),
        QT_TRANSLATE_NOOP(
            "Error", "The account refused the access ({category}). Connect the account again, or ask its administrator."
        ),
        "reconnect",
    ),
    "account_not_named": (
        QT_TRANSLATE_NOOP("Error", "Account not recognised"),
        QT_TRANSLATE_NOOP(
            "Error", "The account did not say which organisation it is, so nothing was connected. Try again later."
        ),
        "retry",
    ),
    "answer_unexpected": (
        QT_TRANSLATE_NOOP("Error", "Answer not understood"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account sent an answer that crmdesk does not understand. Nothing was changed; try again later.",
        ),
        "retry",
    ),
    "body_too_large": (
        QT_TRANSLATE_NOOP("Error", "Answer too large"),
        QT_TRANSLATE_NOOP("Error", "The answer of the account is larger than crmdesk takes. Nothing was changed."),
        "retry",
    ),
    "body_undecodable": (
        QT_TRANSLATE_NOOP("Error", "Answer not readable"),
        QT_TRANSLATE_NOOP(
            "Error", "The account sent something that cannot be read. Nothing was changed; try again later."
        ),
        "retry",
    ),
    "budget_spent": (
        QT_TRANSLATE_NOOP("Error", "Share of the quota used up"),
        QT_TRANSLATE_NOOP(
            "Error",
            "crmdesk has used its share of what the account allows; the rest is left to the other programs there and to what you "
            "type. It goes on by itself in {retry_after_s}; nothing is lost.",
        ),
        "",
    ),
    "certificate_refused": (
        QT_TRANSLATE_NOOP("Error", "Identity not confirmed"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The identity of the server could not be confirmed. Check the date of this computer, or ask who runs "
            "the network.",
        ),
        "retry",
    ),
    "client_id_unusable": (
        QT_TRANSLATE_NOOP("Error", "Client id not usable"),
        QT_TRANSLATE_NOOP(
            "Error", "The client id has characters that no client id has. Copy it again from the application’s page."
        ),
        "retry",
    ),
    "client_secret_unusable": (
        QT_TRANSLATE_NOOP("Error", "Client secret not usable"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The client secret has characters that no client secret has, or bytes that are no text. Copy it again from the "
            "application’s page. Nothing was sent.",
        ),
        "retry",
    ),
    "code_refused": (
        QT_TRANSLATE_NOOP("Error", "Sign-in refused"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account refused to finish the sign-in: {vendor_words}. What the browser was given holds for a minute or some: try "
            "again. If it is refused again, check client id and client secret.",
        ),
        "retry",
    ),
    "connection_withdrawn": (
        QT_TRANSLATE_NOOP("Error", "Account no longer active"),
        QT_TRANSLATE_NOOP(
            "Error",
            "“{name}” was paused, disconnected or signed out elsewhere just before the run began. Nothing was read or sent.",
        ),
        "",
    ),
    "consent_refused": (
        QT_TRANSLATE_NOOP("Error", "Access refused"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Access was refused in the browser. Try again and allow it there, or ask the account’s administrator.",
        ),
        "retry",
    ),
    "foreign_redirect": (
        QT_TRANSLATE_NOOP("Error", "Answer from an unexpected address"),
        QT_TRANSLATE_NOOP(
            "Error", "The account pointed to another server. crmdesk does not follow, to protect your access."
        ),
        "accounts",
    ),
    "foreign_url": (
        QT_TRANSLATE_NOOP("Error", "Unexpected address"),
        QT_TRANSLATE_NOOP("Error", "An address outside the account was refused, to protect your access."),
        "",
    ),
    "host_unknown": (
        QT_TRANSLATE_NOOP("Error", "Server not found"),
        QT_TRANSLATE_NOOP("Error", "The name of the server is not known. Check the network or the address."),
        "retry",
    ),
    "interrupted": (
        QT_TRANSLATE_NOOP("Error", "Interrupted"),
        QT_TRANSLATE_NOOP("Error", "What was done so far is kept. Start it again to go on."),
        "",
    ),
    "loopback_ports_taken": (
        QT_TRANSLATE_NOOP("Error", "Ports in use"),
        QT_TRANSLATE_NOOP(
            "Error", "Other programs use every port that the sign-in may answer on ({ports}). Close them and try again."
        ),
        "retry",
    ),
    "no_answer": (
        QT_TRANSLATE_NOOP("Error", "No answer"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account did not answer. crmdesk looks first whether the change arrived and only then sends it again.",
        ),
        "retry",
    ),
    "no_keyring_no_passphrase": (
        QT_TRANSLATE_NOOP("Error", "No safe place for the key"),
        QT_TRANSLATE_NOOP(
            "Error",
            "This computer has no keyring. Set a passphrase in CRMDESK_PASSPHRASE; crmdesk never keeps a key in clear.",
        ),
        "settings",
    ),
    "no_refresh_token": (
        QT_TRANSLATE_NOOP("Error", "Sign-in needed"),
        QT_TRANSLATE_NOOP(
            "Error", "The access cannot be renewed. Connect the account again; your pending changes are kept."
        ),
        "reconnect",
    ),
    "not_a_sandbox": (
        QT_TRANSLATE_NOOP("Error", "Not a sandbox"),
        QT_TRANSLATE_NOOP(
            "Error",
            "At {url} there is no crmdesk sandbox with {vendor}. Start one with crmdesk sandbox and give its "
            "control address.",
        ),
        "",
    ),
    "not_allowed": (
        QT_TRANSLATE_NOOP("Error", "Not allowed"),
        QT_TRANSLATE_NOOP(
            "Error", "The account does not allow this: {vendor_words}. Ask its administrator for the right."
        ),
        "accounts",
    ),
    "objects_not_allowed": (
        QT_TRANSLATE_NOOP("Error", "Not allowed"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account does not allow this ({objects}): {vendor_words}. Ask its administrator for the right.",
        ),
        "accounts",
    ),
    "scope_missing": (
        QT_TRANSLATE_NOOP("Error", "A scope is missing"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account does not allow this: {vendor_words}. The access lacks {lacking}: an administrator adds that to the "
            "application, then sign in again.",
        ),
        "accounts",
    ),
    "not_signed_in": (
        QT_TRANSLATE_NOOP("Error", "Not signed in"),
        QT_TRANSLATE_NOOP("Error", "The account is not signed in. Connect it again; your pending changes are kept."),
        "reconnect",
    ),
    "objects_not_shown": (
        QT_TRANSLATE_NOOP("Error", "Not shown by the account"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account does not show this access any more: {objects}. What you type there is kept and waits; what "
            "colleagues change there is not read. Ask the account’s administrator for the right, or sign in with another access.",
        ),
        "reconnect",
    ),
    "paging_stuck": (
        QT_TRANSLATE_NOOP("Error", "Reading got stuck"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account keeps sending the same page. What was read is kept; crmdesk goes on with the next "
            "synchronisation.",
        ),
        "retry",
    ),
    "passphrase_needed": (
        QT_TRANSLATE_NOOP("Error", "Passphrase needed"),
        QT_TRANSLATE_NOOP(
            "Error", "These data are protected by a passphrase. Give it in CRMDESK_PASSPHRASE or where you are asked."
        ),
        "",
    ),
    "paused_not_asked": (
        QT_TRANSLATE_NOOP("Error", "Paused"),
        QT_TRANSLATE_NOOP("Error", "The account is paused, so it was not asked. Go on with it first."),
        "accounts",
    ),
    "personal_token_refused": (
        QT_TRANSLATE_NOOP("Error", "Token refused"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account refused the token. Check that it was copied whole and is still valid, then sign in again.",
        ),
        "reconnect",
    ),
    "quota_spent": (
        QT_TRANSLATE_NOOP("Error", "Quota used up"),
        QT_TRANSLATE_NOOP(
            "Error",
            "What the account allows in a day is used up, by crmdesk and the other programs there. crmdesk goes on by itself in "
            "{retry_after_s}; nothing is lost.",
        ),
        "retry",
    ),
    "rate_limited": (
        QT_TRANSLATE_NOOP("Error", "The account asks to slow down"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Too many requests in a short time: crmdesk goes on by itself in {retry_after_s}. Nothing is lost.",
        ),
        "retry",
    ),
    "redirect_loop": (
        QT_TRANSLATE_NOOP("Error", "Redirected in a circle"),
        QT_TRANSLATE_NOOP("Error", "The account’s address leads back to itself. Try again later."),
        "retry",
    ),
    "redirected_write": (
        QT_TRANSLATE_NOOP("Error", "Redirected"),
        QT_TRANSLATE_NOOP(
            "Error", "The account moved to another address while data was being sent. Nothing was sent there."
        ),
        "retry",
    ),
    "refresh_refused": (
        QT_TRANSLATE_NOOP("Error", "Access withdrawn"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The access was withdrawn in the account, or it has expired. Connect the account again; your pending changes "
            "are kept.",
        ),
        "reconnect",
    ),
    "request_refused": (
        QT_TRANSLATE_NOOP("Error", "Request refused"),
        QT_TRANSLATE_NOOP(
            "Error", "The account refused a request: {vendor_words}. Your changes are kept; try again later."
        ),
        "retry",
    ),
    "sandbox_unreachable": (
        QT_TRANSLATE_NOOP("Error", "Sandbox not reachable"),
        QT_TRANSLATE_NOOP(
            "Error", "There is no answer at {url}. Start a sandbox with crmdesk sandbox and give its control address."
        ),
        "",
    ),
    "sign_in_cancelled": (
        QT_TRANSLATE_NOOP("Error", "Sign-in cancelled"),
        QT_TRANSLATE_NOOP("Error", "The sign-in was cancelled. Nothing was changed."),
        "retry",
    ),
    "sign_in_error": (
        QT_TRANSLATE_NOOP("Error", "Sign-in failed"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account ended the sign-in: {vendor_words}. Check the application’s settings there, then try again.",
        ),
        "retry",
    ),
    "sign_in_unreachable": (
        QT_TRANSLATE_NOOP("Error", "Not reachable"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Nothing answers at {address}. Check the network and the address, then try again. Nothing was changed.",
        ),
        "retry",
    ),
    "sign_in_timed_out": (
        QT_TRANSLATE_NOOP("Error", "No answer from the browser"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Nobody signed in within five minutes, and crmdesk waits no longer: whoever agrees in the browser now only sees that "
            "the page cannot be reached. Try again when you are ready.",
        ),
        "retry",
    ),
    "status_unexpected": (
        QT_TRANSLATE_NOOP("Error", "Answer not expected"),
        QT_TRANSLATE_NOOP(
            "Error", "The account answered with status {status}: {vendor_words}. Nothing was changed; try again later."
        ),
        "retry",
    ),
    "tls_failed": (
        QT_TRANSLATE_NOOP("Error", "Secure connection failed"),
        QT_TRANSLATE_NOOP(
            "Error",
            "A secure connection could not be made. Check the date of this computer, or ask who runs the network.",
        ),
        "retry",
    ),
    "token_refresh_failed": (
        QT_TRANSLATE_NOOP("Error", "Access not renewed"),
        QT_TRANSLATE_NOOP(
            "Error", "The account could not renew the access: {vendor_words}. crmdesk tries again by itself."
        ),
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
    "unreachable": (
        QT_TRANSLATE_NOOP("Error", "Not reachable"),
        QT_TRANSLATE_NOOP(
            "Error", "The account cannot be reached right now. Work on: everything is kept and sent later."
        ),
        "retry",
    ),
    "url_unusable": (
        QT_TRANSLATE_NOOP("Error", "Address not usable"),
        QT_TRANSLATE_NOOP("Error", "The address “{url}” cannot be used. Check how it is written."),
        "accounts",
    ),
    "wrong_account": (
        QT_TRANSLATE_NOOP("Error", "Another account"),
        QT_TRANSLATE_NOOP(
            "Error",
            "You signed in to “{found}”, but this connection belongs to “{expected}”. Sign in to the right account.",
        ),
        "reconnect",
    ),
}
"""Key → title, text, action. Placeholders are names of the error's data."""
