"""What a person typed, or asked for, and why it cannot be used."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "address_unusable": (
        QT_TRANSLATE_NOOP("Error", "Neither an address nor a number"),
        QT_TRANSLATE_NOOP(
            "Error",
            "“{value}” is neither an e-mail address nor a phone number. Write for example claire.durand@example.fr or "
            "06 12 34 56 78.",
        ),
        "",
    ),
    "api_version_unknown": (
        QT_TRANSLATE_NOOP("Error", "Version not known"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a version of the account’s interface that crmdesk speaks."),
        "",
    ),
    "assignment_expected": (
        QT_TRANSLATE_NOOP("Error", "A value is missing"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not of the form FIELD=VALUE."),
        "",
    ),
    "ca_file_unusable": (
        QT_TRANSLATE_NOOP("Error", "Certificate file not usable"),
        QT_TRANSLATE_NOOP(
            "Error", "The file with the certificate authority cannot be read. Check the file and choose it again."
        ),
        "accounts",
    ),
    "account_not_in_conflict": (
        QT_TRANSLATE_NOOP("Error", "This account no longer takes part"),
        QT_TRANSLATE_NOOP("Error", "The conflict has changed in the meantime. Look at it again, then decide."),
        "",
    ),
    "cannot_redo": (
        QT_TRANSLATE_NOOP("Error", "Cannot be done again"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The record was changed again in the meantime, so this step cannot be made again. Its history has "
            "every value.",
        ),
        "",
    ),
    "cannot_undo": (
        QT_TRANSLATE_NOOP("Error", "Cannot be undone"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The record was changed again in the meantime, so this step cannot be taken back. Its history has "
            "every value.",
        ),
        "",
    ),
    "cell_too_long": (
        QT_TRANSLATE_NOOP("Error", "Text too long for a worksheet"),
        QT_TRANSLATE_NOOP(
            "Error",
            "A text in row {row} has {length} characters, a worksheet cell holds {limit}. Export to a .csv file "
            "instead.",
        ),
        "",
    ),
    "client_id_missing": (
        QT_TRANSLATE_NOOP("Error", "Client id missing"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Name the agency’s application: --client-id ID, with its secret in CRMDESK_CLIENT_SECRET. --token "
            "signs in with a personal token, --sandbox URL to a sandbox.",
        ),
        "retry",
    ),
    "client_secret_missing": (
        QT_TRANSLATE_NOOP("Error", "Client secret missing"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The application’s secret is needed: put it into CRMDESK_CLIENT_SECRET, or type it where you are asked.",
        ),
        "retry",
    ),
    "column_twice": (
        QT_TRANSLATE_NOOP("Error", "Column appears twice"),
        QT_TRANSLATE_NOOP("Error", "Two columns of the file are “{field}”. Remove one of them."),
        "",
    ),
    "decide_existence_first": (
        QT_TRANSLATE_NOOP("Error", "A decision is open"),
        QT_TRANSLATE_NOOP(
            "Error", "Decide first whether the record is to be deleted; then it can be united or separated."
        ),
        "",
    ),
    "not_at_account": (
        QT_TRANSLATE_NOOP("Error", "Not in this account"),
        QT_TRANSLATE_NOOP("Error", "The record has no entry in this account, so there is nothing to separate."),
        "",
    ),
    "not_unitable": (
        QT_TRANSLATE_NOOP("Error", "These cannot be one"),
        QT_TRANSLATE_NOOP(
            "Error", "Only two different records can be united: two people, two companies, or two users."
        ),
        "",
    ),
    "only_at_account": (
        QT_TRANSLATE_NOOP("Error", "In this account only"),
        QT_TRANSLATE_NOOP("Error", "The record is in no other account, so there is nothing to separate."),
        "",
    ),
    "connection_name_taken": (
        QT_TRANSLATE_NOOP("Error", "Name already used"),
        QT_TRANSLATE_NOOP("Error", "Another account is already called “{name}”. Choose another name."),
        "",
    ),
    "field_named_twice": (
        QT_TRANSLATE_NOOP("Error", "Field named twice"),
        QT_TRANSLATE_NOOP("Error", "“{field}” is given more than once. Give it once."),
        "",
    ),
    "field_not_sortable": (
        QT_TRANSLATE_NOOP("Error", "Cannot be sorted"),
        QT_TRANSLATE_NOOP("Error", "The list cannot be sorted by “{field}”."),
        "",
    ),
    "field_read_only": (
        QT_TRANSLATE_NOOP("Error", "Read only"),
        QT_TRANSLATE_NOOP("Error", "“{field}” is set by crmdesk or by the account and cannot be typed."),
        "",
    ),
    "file_empty": (
        QT_TRANSLATE_NOOP("Error", "Empty file"),
        QT_TRANSLATE_NOOP("Error", "The file has no rows. The first one has to name the fields."),
        "",
    ),
    "file_not_readable": (
        QT_TRANSLATE_NOOP("Error", "File not readable"),
        QT_TRANSLATE_NOOP("Error", "“{file}” cannot be read: {reason}. Check its name and your rights."),
        "",
    ),
    "file_not_understood": (
        QT_TRANSLATE_NOOP("Error", "File not understood"),
        QT_TRANSLATE_NOOP(
            "Error", "“{file}” is not a readable CSV or XLSX file: {reason}. Save it again from the spreadsheet."
        ),
        "",
    ),
    "file_not_writable": (
        QT_TRANSLATE_NOOP("Error", "File not writable"),
        QT_TRANSLATE_NOOP(
            "Error", "“{file}” cannot be written: {reason}. Choose another folder, or close the file where it is open."
        ),
        "",
    ),
    "file_too_large": (
        QT_TRANSLATE_NOOP("Error", "File too large"),
        QT_TRANSLATE_NOOP("Error", "“{file}” is larger than {limit_mb} MB. Split it."),
        "",
    ),
    "file_type_unknown": (
        QT_TRANSLATE_NOOP("Error", "File type not known"),
        QT_TRANSLATE_NOOP("Error", "“{file}” is none of the files crmdesk reads and writes: {types}."),
        "",
    ),
    "filter_without_value": (
        QT_TRANSLATE_NOOP("Error", "Nothing to compare with"),
        QT_TRANSLATE_NOOP("Error", "Say what “{field}” should be compared with."),
        "",
    ),
    "insecure_url": (
        QT_TRANSLATE_NOOP("Error", "Address not secure"),
        QT_TRANSLATE_NOOP(
            "Error", "The address “{url}” does not begin with https. Only this computer itself may be reached without."
        ),
        "accounts",
    ),
    "keyring_entry_too_long": (
        QT_TRANSLATE_NOOP("Error", "Too long for the keyring"),
        QT_TRANSLATE_NOOP("Error", "The keyring holds {limit} bytes, this would be {bytes}."),
        "",
    ),
    "headless_needed": (
        QT_TRANSLATE_NOOP("Error", "Only without a window"),
        QT_TRANSLATE_NOOP("Error", "The demonstration takes {option} only where it shows no window: add --headless."),
        "",
    ),
    "kind_not_searched": (
        QT_TRANSLATE_NOOP("Error", "Cannot be searched"),
        QT_TRANSLATE_NOOP("Error", "These records have no search. List them without it."),
        "",
    ),
    "kind_read_only": (
        QT_TRANSLATE_NOOP("Error", "Read only"),
        QT_TRANSLATE_NOOP("Error", "Records of this type come from the account and cannot be changed here."),
        "",
    ),
    "held_elsewhere": (
        QT_TRANSLATE_NOOP("Error", "Already in another account"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Another account holds these values already. To give them up everywhere, change them in the record.",
        ),
        "",
    ),
    "made_elsewhere": (
        QT_TRANSLATE_NOOP("Error", "Already in another account"),
        QT_TRANSLATE_NOOP(
            "Error", "Another account has this record already. To give it up everywhere, put it into the trash."
        ),
        "",
    ),
    "newest_unknown": (
        QT_TRANSLATE_NOOP("Error", "Newest not known"),
        QT_TRANSLATE_NOOP("Error", "Nobody can say which value of “{field}” is newer. Choose one of the two."),
        "",
    ),
    "no_known_column": (
        QT_TRANSLATE_NOOP("Error", "No known column"),
        QT_TRANSLATE_NOOP(
            "Error", "No column of the file is a field. The first row has to name fields, for example: {fields}."
        ),
        "",
    ),
    "no_personal_tokens": (
        QT_TRANSLATE_NOOP("Error", "No personal tokens"),
        QT_TRANSLATE_NOOP("Error", "{vendor} has no personal tokens. Sign in with the agency’s application."),
        "",
    ),
    "nothing_to_discard": (
        QT_TRANSLATE_NOOP("Error", "Nothing to discard"),
        QT_TRANSLATE_NOOP(
            "Error", "Nothing of this record waits to be sent to the account, or it waits for your decision."
        ),
        "",
    ),
    "on_its_way": (
        QT_TRANSLATE_NOOP("Error", "On its way"),
        QT_TRANSLATE_NOOP("Error", "The change is being sent at this moment. Try again when the run is over."),
        "retry",
    ),
    "operator_not_for_field": (
        QT_TRANSLATE_NOOP("Error", "Cannot be compared this way"),
        QT_TRANSLATE_NOOP("Error", "“{field}” cannot be compared in this way."),
        "",
    ),
    "options_exclude": (
        QT_TRANSLATE_NOOP("Error", "Options exclude each other"),
        QT_TRANSLATE_NOOP("Error", "Give only one of: {options}."),
        "",
    ),
    "passphrase_differs": (
        QT_TRANSLATE_NOOP("Error", "Not the same"),
        QT_TRANSLATE_NOOP("Error", "The two passphrases differ. Type them again."),
        "",
    ),
    "passphrase_empty": (
        QT_TRANSLATE_NOOP("Error", "Empty passphrase"),
        QT_TRANSLATE_NOOP("Error", "Choose a passphrase with at least one character."),
        "",
    ),
    "passphrase_too_short": (
        QT_TRANSLATE_NOOP("Error", "Passphrase too short"),
        QT_TRANSLATE_NOOP("Error", "Use at least {limit} characters, for example four or five words."),
        "",
    ),
    "passphrases_differ": (
        QT_TRANSLATE_NOOP("Error", "Not the same passphrase"),
        QT_TRANSLATE_NOOP("Error", "The two passphrases differ. Nothing was made; try again."),
        "retry",
    ),
    "pipelines_unknown": (
        QT_TRANSLATE_NOOP("Error", "Pipeline not known yet"),
        QT_TRANSLATE_NOOP(
            "Error",
            "A new deal needs a pipeline and a stage, and those of {account} are not on this computer yet. Synchronise "
            "the account first.",
        ),
        "retry",
    ),
    "port_taken": (
        QT_TRANSLATE_NOOP("Error", "Port not available"),
        QT_TRANSLATE_NOOP(
            "Error", "Port {port} or one of those behind it cannot be used: {reason}. Choose another one with --port."
        ),
        "",
    ),
    "proxy_unusable": (
        QT_TRANSLATE_NOOP("Error", "Proxy not usable"),
        QT_TRANSLATE_NOOP("Error", "The proxy of this network cannot be used. Check the proxy settings of the system."),
        "retry",
    ),
    "record_blank": (
        QT_TRANSLATE_NOOP("Error", "Nothing to save"),
        QT_TRANSLATE_NOOP("Error", "Fill in at least one field, for example the name."),
        "",
    ),
    "record_deleted": (
        QT_TRANSLATE_NOOP("Error", "In the trash"),
        QT_TRANSLATE_NOOP("Error", "The record is in the trash. Restore it first."),
        "",
    ),
    "record_not_in_trash": (
        QT_TRANSLATE_NOOP("Error", "Not in the trash"),
        QT_TRANSLATE_NOOP("Error", "The record is not in the trash."),
        "",
    ),
    "record_of_another_kind": (
        QT_TRANSLATE_NOOP("Error", "Another type of record"),
        QT_TRANSLATE_NOOP("Error", "This record is not of the type you named but of the type “{kind}”."),
        "",
    ),
    "record_without_content": (
        QT_TRANSLATE_NOOP("Error", "Nothing to save"),
        QT_TRANSLATE_NOOP("Error", "Fill in at least one field, for example the name."),
        "",
    ),
    "token_missing": (
        QT_TRANSLATE_NOOP("Error", "Token missing"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Put the token into {variable}, or type it where you are asked. It is never given on the command line.",
        ),
        "",
    ),
    "token_unusable": (
        QT_TRANSLATE_NOOP("Error", "Token not usable"),
        QT_TRANSLATE_NOOP("Error", "This cannot be a token. Copy it again, whole and without spaces."),
        "",
    ),
    "too_many_rows": (
        QT_TRANSLATE_NOOP("Error", "Too many rows"),
        QT_TRANSLATE_NOOP("Error", "A worksheet holds {limit} rows. Export to a .csv file instead."),
        "",
    ),
    "united_at_account": (
        QT_TRANSLATE_NOOP("Error", "Both are in the same account"),
        QT_TRANSLATE_NOOP("Error", "Merge the two in the account itself: crmdesk then follows."),
        "",
    ),
    "unknown_connection": (
        QT_TRANSLATE_NOOP("Error", "Account not known"),
        QT_TRANSLATE_NOOP("Error", "There is no account “{name}”. There are: {names}."),
        "",
    ),
    "unknown_field": (
        QT_TRANSLATE_NOOP("Error", "Unknown field"),
        QT_TRANSLATE_NOOP("Error", "There is no field “{field}” here."),
        "",
    ),
    "unknown_record": (
        QT_TRANSLATE_NOOP("Error", "Record not found"),
        QT_TRANSLATE_NOOP(
            "Error",
            "This record is no longer on this computer. It may have gone with an account that was disconnected.",
        ),
        "",
    ),
    "unknown_vendor": (
        QT_TRANSLATE_NOOP("Error", "CRM not known"),
        QT_TRANSLATE_NOOP("Error", "crmdesk does not know “{name}”. It knows: {vendors}."),
        "",
    ),
    "unsent_changes": (
        QT_TRANSLATE_NOOP("Error", "Not everything was sent"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Changes of “{name}” that were never sent: {pending}; conflicts never decided: {conflicts}. They would be deleted with "
            "its records. Send and decide first, add --keep-data to keep the records here, or --discard-pending to give "
            "them up.",
        ),
        "",
    ),
    "users_at_account": (
        QT_TRANSLATE_NOOP("Error", "Both are in the same account"),
        QT_TRANSLATE_NOOP(
            "Error",
            "One account has a row for each of these users, so they stay two: it tells them apart by their sign-in.",
        ),
        "",
    ),
    "value_missing": (
        QT_TRANSLATE_NOOP("Error", "Something is missing"),
        QT_TRANSLATE_NOOP("Error", "“{field}” has to be filled in."),
        "",
    ),
    "value_negative": (
        QT_TRANSLATE_NOOP("Error", "Less than nothing"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is below zero, which “{field}” cannot be. Write zero or more."),
        "",
    ),
    "value_not_percentage": (
        QT_TRANSLATE_NOOP("Error", "Not a percentage"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not between 0 and 100."),
        "",
    ),
    "value_not_an_option": (
        QT_TRANSLATE_NOOP("Error", "Not one of the choices"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not among the choices of “{field}”: {options}."),
        "",
    ),
    "value_not_boolean": (
        QT_TRANSLATE_NOOP("Error", "Neither yes nor no"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is neither yes nor no. Answer with one of the two."),
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
    "value_not_email": (
        QT_TRANSLATE_NOOP("Error", "Not an e-mail address"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not an e-mail address. Write for example claire.durand@example.fr."),
        "",
    ),
    "value_not_item": (
        QT_TRANSLATE_NOOP("Error", "Not an entry"),
        QT_TRANSLATE_NOOP("Error", "An entry of this list cannot be read."),
        "",
    ),
    "value_not_list": (
        QT_TRANSLATE_NOOP("Error", "Not a list"),
        QT_TRANSLATE_NOOP("Error", "This field takes a list."),
        "",
    ),
    "value_not_money": (
        QT_TRANSLATE_NOOP("Error", "Not an amount"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not an amount. Write for example 348000 or 348000 EUR."),
        "",
    ),
    "value_not_number": (
        QT_TRANSLATE_NOOP("Error", "Not a number"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a number. Write digits, for example 348000 or 112.5."),
        "",
    ),
    "value_not_phone": (
        QT_TRANSLATE_NOOP("Error", "Not a phone number"),
        QT_TRANSLATE_NOOP(
            "Error", "“{value}” is not a phone number. Write for example 06 12 34 56 78 or +33 6 12 34 56 78."
        ),
        "",
    ),
    "value_not_text": (
        QT_TRANSLATE_NOOP("Error", "Not a text"),
        QT_TRANSLATE_NOOP("Error", "This field takes text."),
        "",
    ),
    "value_not_whole": (
        QT_TRANSLATE_NOOP("Error", "Not a whole number"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a whole number. Write it without a decimal part, for example 12."),
        "",
    ),
    "value_number_too_long": (
        QT_TRANSLATE_NOOP("Error", "Number too long"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is too long. A number may have {digits} digits at most."),
        "",
    ),
    "value_too_long": (
        QT_TRANSLATE_NOOP("Error", "Too long"),
        QT_TRANSLATE_NOOP("Error", "“{field}” may have {limit} characters; this text has {length}."),
        "",
    ),
    "value_without_zone": (
        QT_TRANSLATE_NOOP("Error", "Time without a zone"),
        QT_TRANSLATE_NOOP(
            "Error", "“{value}” does not say in which time zone it is. Write for example 2026-11-12T09:14:00+01:00."
        ),
        "",
    ),
    "working_offline": (
        QT_TRANSLATE_NOOP("Error", "Working offline"),
        QT_TRANSLATE_NOOP(
            "Error", "You are working offline, so no account is asked. End that in the status bar first."
        ),
        "",
    ),
}
"""Key → title, text, action. Placeholders are names of the error's data."""
