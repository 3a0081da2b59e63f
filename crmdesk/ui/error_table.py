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
    "access_refused": (
        QT_TRANSLATE_NOOP("Error", "Access not accepted"),
        QT_TRANSLATE_NOOP("Error", "The account no longer accepts the access. Connect it again; your pending changes are kept."),
        "reconnect",
    ),
    "account_not_named": (
        QT_TRANSLATE_NOOP("Error", "Account not recognised"),
        QT_TRANSLATE_NOOP("Error", "The account did not say which one it is. Try again, or sign in with the agency’s application."),
        "retry",
    ),
    "answer_timed_out": (
        QT_TRANSLATE_NOOP("Error", "No answer"),
        QT_TRANSLATE_NOOP("Error", "The account did not answer in time. crmdesk looks first whether the change arrived and only then sends it again."),
        "retry",
    ),
    "answer_unexpected": (
        QT_TRANSLATE_NOOP("Error", "Answer not understood"),
        QT_TRANSLATE_NOOP("Error", "The account answered in a way its maker does not describe ({where}). Nothing was changed."),
        "retry",
    ),
    "api_version_unknown": (
        QT_TRANSLATE_NOOP("Error", "Version not known"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a version of the account’s interface."),
        "",
    ),
    "assignment_expected": (
        QT_TRANSLATE_NOOP("Error", "Not an assignment"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not written FIELD=VALUE."),
        "",
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
    "cannot_undo": (
        QT_TRANSLATE_NOOP("Error", "Cannot be undone"),
        QT_TRANSLATE_NOOP("Error", "The record was changed again in the meantime, so this step cannot be taken back. Its history has every value."),
        "",
    ),
    "cell_too_long": (
        QT_TRANSLATE_NOOP("Error", "Cell too long"),
        QT_TRANSLATE_NOOP("Error", "A cell has {length} characters; a sheet holds {limit}."),
        "",
    ),
    "certificate_refused": (
        QT_TRANSLATE_NOOP("Error", "Identity not confirmed"),
        QT_TRANSLATE_NOOP("Error", "The identity of the server could not be confirmed. Check the date of this computer, or ask who runs the network."),
        "retry",
    ),
    "changed_meanwhile": (
        QT_TRANSLATE_NOOP("Error", "Changed meanwhile"),
        QT_TRANSLATE_NOOP("Error", "A colleague changed the record just now. crmdesk compares both versions at the next synchronisation."),
        "",
    ),
    "client_id_missing": (
        QT_TRANSLATE_NOOP("Error", "Client ID missing"),
        QT_TRANSLATE_NOOP("Error", "Type the client ID of the agency’s application."),
        "",
    ),
    "client_secret_missing": (
        QT_TRANSLATE_NOOP("Error", "Client secret missing"),
        QT_TRANSLATE_NOOP("Error", "Type the client secret of the agency’s application."),
        "",
    ),
    "code_refused": (
        QT_TRANSLATE_NOOP("Error", "Sign-in not accepted"),
        QT_TRANSLATE_NOOP("Error", "The account did not accept the sign-in: {vendor_words} Check client ID, client secret and redirect address."),
        "retry",
    ),
    "column_twice": (
        QT_TRANSLATE_NOOP("Error", "Column twice"),
        QT_TRANSLATE_NOOP("Error", "Two columns of the file are “{field}”."),
        "",
    ),
    "conflict_not_open": (
        QT_TRANSLATE_NOOP("Error", "Already settled"),
        QT_TRANSLATE_NOOP("Error", "This conflict is no longer open. The page has been brought up to date."),
        "",
    ),
    "connection_lost": (
        QT_TRANSLATE_NOOP("Error", "Connection lost"),
        QT_TRANSLATE_NOOP("Error", "The connection broke while data was on its way. crmdesk looks first whether it arrived."),
        "retry",
    ),
    "connection_name_taken": (
        QT_TRANSLATE_NOOP("Error", "Name already used"),
        QT_TRANSLATE_NOOP("Error", "There is already an account called “{name}”. Choose another name."),
        "",
    ),
    "consent_refused": (
        QT_TRANSLATE_NOOP("Error", "Access refused"),
        QT_TRANSLATE_NOOP("Error", "Access was refused in the browser. Try again and allow it there, or ask the account’s administrator."),
        "retry",
    ),
    "created_twice": (
        QT_TRANSLATE_NOOP("Error", "Created twice there"),
        QT_TRANSLATE_NOOP("Error", "The account holds {count} records that came from this one. Merge them there; crmdesk follows."),
        "",
    ),
    "database_busy": (
        QT_TRANSLATE_NOOP("Error", "Another crmdesk is writing"),
        QT_TRANSLATE_NOOP("Error", "Another window or command is writing to the same data. Try again in a moment."),
        "retry",
    ),
    "database_cannot_open": (
        QT_TRANSLATE_NOOP("Error", "Data cannot be opened"),
        QT_TRANSLATE_NOOP("Error", "The file with your data cannot be opened. Check the rights of its folder and the room on the disk."),
        "retry",
    ),
    "database_damaged": (
        QT_TRANSLATE_NOOP("Error", "Data damaged"),
        QT_TRANSLATE_NOOP("Error", "The file with your data is damaged. crmdesk has backups: restore the newest one from the folder."),
        "",
    ),
    "database_failed": (
        QT_TRANSLATE_NOOP("Error", "The data could not be written"),
        QT_TRANSLATE_NOOP("Error", "The file with your data could not be read or written: {reason}. Check the disk; nothing saved before is lost."),
        "",
    ),
    "database_io": (
        QT_TRANSLATE_NOOP("Error", "Disk trouble"),
        QT_TRANSLATE_NOOP("Error", "The disk could not be read or written. Check it; nothing saved before is lost."),
        "retry",
    ),
    "database_newer": (
        QT_TRANSLATE_NOOP("Error", "Data of a newer crmdesk"),
        QT_TRANSLATE_NOOP("Error", "These data were written by a newer version of crmdesk. Install that version; nothing was changed."),
        "",
    ),
    "database_read_only": (
        QT_TRANSLATE_NOOP("Error", "Data read only"),
        QT_TRANSLATE_NOOP("Error", "The file with your data cannot be written. Check the rights of its folder."),
        "retry",
    ),
    "database_unreadable": (
        QT_TRANSLATE_NOOP("Error", "Data not readable"),
        QT_TRANSLATE_NOOP("Error", "The file with your data does not open with this key, or is no database. Restore the newest backup from the folder."),
        "",
    ),
    "defect": (
        QT_TRANSLATE_NOOP("Error", "A mistake of ours"),
        QT_TRANSLATE_NOOP("Error", "Something in crmdesk went wrong. What you typed is kept."),
        "",
    ),
    "demo_run_failed": (
        QT_TRANSLATE_NOOP("Error", "Demonstration not complete"),
        QT_TRANSLATE_NOOP("Error", "The synchronisation of the demonstration did not come to its end ({status})."),
        "",
    ),
    "demo_too_few_leads": (
        QT_TRANSLATE_NOOP("Error", "Too few leads"),
        QT_TRANSLATE_NOOP("Error", "The demonstration needs more leads than {count}."),
        "",
    ),
    "disk_full": (
        QT_TRANSLATE_NOOP("Error", "Disk full"),
        QT_TRANSLATE_NOOP("Error", "There is no room left on the disk. Make room and try again; nothing saved before is lost."),
        "retry",
    ),
    "duplicate_email": (
        QT_TRANSLATE_NOOP("Error", "Address already there"),
        QT_TRANSLATE_NOOP("Error", "Another contact of the account has this e-mail address. Merge the two, or correct the address."),
        "",
    ),
    "duplicate_record": (
        QT_TRANSLATE_NOOP("Error", "Already there"),
        QT_TRANSLATE_NOOP("Error", "The account already has such a record: {vendor_words}"),
        "",
    ),
    "duplicate_value": (
        QT_TRANSLATE_NOOP("Error", "Value already used"),
        QT_TRANSLATE_NOOP("Error", "Another record of the account already has this value: {vendor_words}"),
        "",
    ),
    "existence_choice": (
        QT_TRANSLATE_NOOP("Error", "Choose a side"),
        QT_TRANSLATE_NOOP("Error", "A deletion is kept or taken back: choose this computer or the account."),
        "",
    ),
    "field_named_twice": (
        QT_TRANSLATE_NOOP("Error", "Field named twice"),
        QT_TRANSLATE_NOOP("Error", "“{field}” is given twice."),
        "",
    ),
    "field_not_mapped": (
        QT_TRANSLATE_NOOP("Error", "Field without a place"),
        QT_TRANSLATE_NOOP("Error", "The account has no place for “{field}”. The value stays on this computer."),
        "",
    ),
    "field_not_sortable": (
        QT_TRANSLATE_NOOP("Error", "Cannot be sorted"),
        QT_TRANSLATE_NOOP("Error", "A list cannot be sorted by “{field}”."),
        "",
    ),
    "field_read_only": (
        QT_TRANSLATE_NOOP("Error", "Read only"),
        QT_TRANSLATE_NOOP("Error", "“{field}” is set by crmdesk or by the account and cannot be typed."),
        "",
    ),
    "file_empty": (
        QT_TRANSLATE_NOOP("Error", "Empty file"),
        QT_TRANSLATE_NOOP("Error", "There is no row in the file."),
        "",
    ),
    "file_not_readable": (
        QT_TRANSLATE_NOOP("Error", "File not readable"),
        QT_TRANSLATE_NOOP("Error", "“{file}” cannot be read: {reason}."),
        "",
    ),
    "file_not_understood": (
        QT_TRANSLATE_NOOP("Error", "File not understood"),
        QT_TRANSLATE_NOOP("Error", "“{file}” is not a table that crmdesk can read: {reason}."),
        "",
    ),
    "file_not_writable": (
        QT_TRANSLATE_NOOP("Error", "File not writable"),
        QT_TRANSLATE_NOOP("Error", "“{file}” cannot be written: {reason}."),
        "",
    ),
    "file_too_large": (
        QT_TRANSLATE_NOOP("Error", "File too large"),
        QT_TRANSLATE_NOOP("Error", "“{file}” is larger than {limit_mb} MB."),
        "",
    ),
    "file_type_unknown": (
        QT_TRANSLATE_NOOP("Error", "Kind of file not known"),
        QT_TRANSLATE_NOOP("Error", "“{file}” is none of: {types}."),
        "",
    ),
    "filter_without_value": (
        QT_TRANSLATE_NOOP("Error", "Nothing to compare with"),
        QT_TRANSLATE_NOOP("Error", "Say what “{field}” should be compared with."),
        "",
    ),
    "folder_not_writable": (
        QT_TRANSLATE_NOOP("Error", "Folder not writable"),
        QT_TRANSLATE_NOOP("Error", "crmdesk cannot write in {folder}: {reason}. Check the rights of the folder."),
        "",
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
    "host_unknown": (
        QT_TRANSLATE_NOOP("Error", "Server not found"),
        QT_TRANSLATE_NOOP("Error", "The name of the server is not known. Check the network or the address."),
        "retry",
    ),
    "insecure_url": (
        QT_TRANSLATE_NOOP("Error", "Address not secure"),
        QT_TRANSLATE_NOOP("Error", "The address does not begin with https. Only this computer itself may be reached without."),
        "accounts",
    ),
    "item_failed": (
        QT_TRANSLATE_NOOP("Error", "Not certain"),
        QT_TRANSLATE_NOOP("Error", "It is not certain that this change arrived: {vendor_words} crmdesk checks before it sends again."),
        "",
    ),
    "item_not_answered": (
        QT_TRANSLATE_NOOP("Error", "No word about it"),
        QT_TRANSLATE_NOOP("Error", "The account did not say what became of this change. crmdesk checks before it sends again."),
        "",
    ),
    "key_damaged": (
        QT_TRANSLATE_NOOP("Error", "Key damaged"),
        QT_TRANSLATE_NOOP("Error", "The key in the keyring is damaged. Restore it from a backup of the system’s keyring."),
        "",
    ),
    "key_file_damaged": (
        QT_TRANSLATE_NOOP("Error", "Key file damaged"),
        QT_TRANSLATE_NOOP("Error", "The file {path} is damaged. Restore it from a backup; without it nobody can read the data."),
        "",
    ),
    "key_file_unreadable": (
        QT_TRANSLATE_NOOP("Error", "Key file not readable"),
        QT_TRANSLATE_NOOP("Error", "The file {path} cannot be read. Check its rights."),
        "",
    ),
    "key_file_unwritable": (
        QT_TRANSLATE_NOOP("Error", "Key file not writable"),
        QT_TRANSLATE_NOOP("Error", "The file {path} cannot be written. Check the rights of its folder."),
        "",
    ),
    "key_missing": (
        QT_TRANSLATE_NOOP("Error", "Key missing"),
        QT_TRANSLATE_NOOP("Error", "The keyring of this computer no longer holds the key of these data. Restore the keyring from a backup."),
        "",
    ),
    "keyring_entry_too_long": (
        QT_TRANSLATE_NOOP("Error", "Entry too long"),
        QT_TRANSLATE_NOOP("Error", "The keyring of this system holds {limit} bytes; {bytes} are needed."),
        "",
    ),
    "keyring_failed": (
        QT_TRANSLATE_NOOP("Error", "Keyring not usable"),
        QT_TRANSLATE_NOOP("Error", "The keyring of this computer does not answer: {reason}. Unlock it, or choose a passphrase."),
        "settings",
    ),
    "keyring_forgetful": (
        QT_TRANSLATE_NOOP("Error", "Keyring forgets"),
        QT_TRANSLATE_NOOP("Error", "The keyring of this computer does not keep what it is given. Choose a passphrase instead."),
        "settings",
    ),
    "keyring_missing": (
        QT_TRANSLATE_NOOP("Error", "No keyring"),
        QT_TRANSLATE_NOOP("Error", "This computer has no keyring. Choose a passphrase instead; crmdesk never keeps a key in clear."),
        "settings",
    ),
    "keyring_unsafe": (
        QT_TRANSLATE_NOOP("Error", "Keyring not safe"),
        QT_TRANSLATE_NOOP("Error", "The keyring in use ({backend}) keeps secrets in clear. Choose a passphrase instead."),
        "settings",
    ),
    "kind_not_searched": (
        QT_TRANSLATE_NOOP("Error", "Cannot be searched"),
        QT_TRANSLATE_NOOP("Error", "Records of the kind “{kind}” cannot be searched."),
        "",
    ),
    "kind_read_only": (
        QT_TRANSLATE_NOOP("Error", "Read only"),
        QT_TRANSLATE_NOOP("Error", "Records of the kind “{kind}” come from the account and cannot be made here."),
        "",
    ),
    "lists_merged": (
        QT_TRANSLATE_NOOP("Error", "Lists merged"),
        QT_TRANSLATE_NOOP("Error", "The entries of both sides were put together."),
        "",
    ),
    "loopback_ports_taken": (
        QT_TRANSLATE_NOOP("Error", "Ports in use"),
        QT_TRANSLATE_NOOP("Error", "Other programs use every port that the sign-in may answer on ({ports}). Close them and try again."),
        "retry",
    ),
    "newest_unknown": (
        QT_TRANSLATE_NOOP("Error", "Newest not known"),
        QT_TRANSLATE_NOOP("Error", "Nobody can say which value of “{field}” is the newest. Choose one."),
        "",
    ),
    "no_answer": (
        QT_TRANSLATE_NOOP("Error", "No answer"),
        QT_TRANSLATE_NOOP("Error", "The account did not answer. crmdesk checks what arrived before it sends again."),
        "retry",
    ),
    "no_keyring_no_passphrase": (
        QT_TRANSLATE_NOOP("Error", "No place for the key"),
        QT_TRANSLATE_NOOP("Error", "There is no keyring here and no passphrase was given. Give one; crmdesk never keeps a key in clear."),
        "settings",
    ),
    "no_known_column": (
        QT_TRANSLATE_NOOP("Error", "No column recognised"),
        QT_TRANSLATE_NOOP("Error", "No column of the file is a field. Name them after the fields: {fields}."),
        "",
    ),
    "no_personal_tokens": (
        QT_TRANSLATE_NOOP("Error", "No personal tokens"),
        QT_TRANSLATE_NOOP("Error", "{vendor} has no personal tokens. Sign in in the browser."),
        "",
    ),
    "no_refresh_token": (
        QT_TRANSLATE_NOOP("Error", "Access cannot be renewed"),
        QT_TRANSLATE_NOOP("Error", "The account gave an access that cannot be renewed. Connect it again."),
        "reconnect",
    ),
    "not_a_sandbox": (
        QT_TRANSLATE_NOOP("Error", "Not a sandbox"),
        QT_TRANSLATE_NOOP("Error", "{url} is not a sandbox of {vendor}."),
        "",
    ),
    "not_allowed": (
        QT_TRANSLATE_NOOP("Error", "Not allowed"),
        QT_TRANSLATE_NOOP("Error", "The account does not allow this: {vendor_words} Ask its administrator for the right."),
        "accounts",
    ),
    "not_signed_in": (
        QT_TRANSLATE_NOOP("Error", "Not signed in"),
        QT_TRANSLATE_NOOP("Error", "This account is not signed in. Connect it again; your pending changes are kept."),
        "reconnect",
    ),
    "operator_not_for_field": (
        QT_TRANSLATE_NOOP("Error", "Condition not possible"),
        QT_TRANSLATE_NOOP("Error", "“{field}” cannot be compared in this way."),
        "",
    ),
    "option_refused": (
        QT_TRANSLATE_NOOP("Error", "Choice no longer there"),
        QT_TRANSLATE_NOOP("Error", "The account’s list no longer has this value: {vendor_words} Choose another, or add it there."),
        "",
    ),
    "options_exclude": (
        QT_TRANSLATE_NOOP("Error", "Options exclude each other"),
        QT_TRANSLATE_NOOP("Error", "These options cannot be used together: {options}."),
        "",
    ),
    "outcome_in_doubt": (
        QT_TRANSLATE_NOOP("Error", "Outcome not known"),
        QT_TRANSLATE_NOOP("Error", "It is not certain that the last change arrived. crmdesk checks this before anything else."),
        "retry",
    ),
    "paging_stuck": (
        QT_TRANSLATE_NOOP("Error", "Reading does not advance"),
        QT_TRANSLATE_NOOP("Error", "The account gives the same page again and again. crmdesk stopped and tries again later."),
        "retry",
    ),
    "passphrase_differs": (
        QT_TRANSLATE_NOOP("Error", "Not the same"),
        QT_TRANSLATE_NOOP("Error", "The two passphrases differ. Type them again."),
        "",
    ),
    "passphrase_empty": (
        QT_TRANSLATE_NOOP("Error", "No passphrase"),
        QT_TRANSLATE_NOOP("Error", "Type a passphrase."),
        "",
    ),
    "passphrase_needed": (
        QT_TRANSLATE_NOOP("Error", "Passphrase needed"),
        QT_TRANSLATE_NOOP("Error", "These data are protected by a passphrase. Type it to open them."),
        "",
    ),
    "passphrase_too_short": (
        QT_TRANSLATE_NOOP("Error", "Passphrase too short"),
        QT_TRANSLATE_NOOP("Error", "Use at least {limit} characters, for example four or five words."),
        "",
    ),
    "passphrases_differ": (
        QT_TRANSLATE_NOOP("Error", "Not the same"),
        QT_TRANSLATE_NOOP("Error", "The two passphrases differ. Type them again."),
        "",
    ),
    "personal_token_refused": (
        QT_TRANSLATE_NOOP("Error", "Token not accepted"),
        QT_TRANSLATE_NOOP("Error", "The account did not accept the token. Check that it was copied whole and has not been withdrawn."),
        "reconnect",
    ),
    "port_taken": (
        QT_TRANSLATE_NOOP("Error", "Port in use"),
        QT_TRANSLATE_NOOP("Error", "Another program uses port {port}. Choose another one."),
        "",
    ),
    "profile_file_damaged": (
        QT_TRANSLATE_NOOP("Error", "Profile damaged"),
        QT_TRANSLATE_NOOP("Error", "The file {file} is damaged. Restore it from a backup."),
        "",
    ),
    "property_missing": (
        QT_TRANSLATE_NOOP("Error", "Field missing there"),
        QT_TRANSLATE_NOOP("Error", "The account no longer has a field for this value: {vendor_words} The value stays on this computer."),
        "",
    ),
    "property_read_only": (
        QT_TRANSLATE_NOOP("Error", "Read only there"),
        QT_TRANSLATE_NOOP("Error", "The account does not let anybody write this field: {vendor_words}"),
        "",
    ),
    "property_required": (
        QT_TRANSLATE_NOOP("Error", "Required there"),
        QT_TRANSLATE_NOOP("Error", "The account wants a value here: {vendor_words}"),
        "",
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
    "record_blank": (
        QT_TRANSLATE_NOOP("Error", "Nothing to save"),
        QT_TRANSLATE_NOOP("Error", "Fill in at least one field, for example the name."),
        "",
    ),
    "record_deleted": (
        QT_TRANSLATE_NOOP("Error", "In the trash"),
        QT_TRANSLATE_NOOP("Error", "This record is in the trash. Restore it before you change it."),
        "",
    ),
    "record_not_in_trash": (
        QT_TRANSLATE_NOOP("Error", "Not in the trash"),
        QT_TRANSLATE_NOOP("Error", "This record is not in the trash."),
        "",
    ),
    "record_of_another_kind": (
        QT_TRANSLATE_NOOP("Error", "Another kind"),
        QT_TRANSLATE_NOOP("Error", "This record is not of the kind “{kind}”."),
        "",
    ),
    "record_refused": (
        QT_TRANSLATE_NOOP("Error", "Refused by the account"),
        QT_TRANSLATE_NOOP("Error", "The account refused the record: {vendor_words} Correct it and it is sent again."),
        "",
    ),
    "record_without_content": (
        QT_TRANSLATE_NOOP("Error", "Nothing to save"),
        QT_TRANSLATE_NOOP("Error", "Fill in at least one field, for example the name."),
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
    "reference_elsewhere": (
        QT_TRANSLATE_NOOP("Error", "Not in this account"),
        QT_TRANSLATE_NOOP("Error", "The record it refers to is not in this account yet. It is sent once that one is there."),
        "",
    ),
    "reference_not_found": (
        QT_TRANSLATE_NOOP("Error", "No such record"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not found. Choose a name from the list."),
        "",
    ),
    "reference_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such record"),
        QT_TRANSLATE_NOOP("Error", "“{field}” points to a record that does not exist here."),
        "",
    ),
    "refresh_refused": (
        QT_TRANSLATE_NOOP("Error", "Access ended"),
        QT_TRANSLATE_NOOP("Error", "The account does not renew the access. Connect it again; your pending changes are kept."),
        "reconnect",
    ),
    "request_malformed": (
        QT_TRANSLATE_NOOP("Error", "Request refused"),
        QT_TRANSLATE_NOOP("Error", "The account did not understand a request of crmdesk. This is our mistake; nothing is lost."),
        "",
    ),
    "request_refused": (
        QT_TRANSLATE_NOOP("Error", "Request refused"),
        QT_TRANSLATE_NOOP("Error", "The account refused a request: {vendor_words} Nothing is lost."),
        "retry",
    ),
    "row_not_there": (
        QT_TRANSLATE_NOOP("Error", "Not there"),
        QT_TRANSLATE_NOOP("Error", "The record is no longer in the account. crmdesk finds out what became of it."),
        "",
    ),
    "row_of_another_record": (
        QT_TRANSLATE_NOOP("Error", "Belongs to another record"),
        QT_TRANSLATE_NOOP("Error", "The account ties this record to another one of yours. Merge the two."),
        "",
    ),
    "run_elsewhere": (
        QT_TRANSLATE_NOOP("Error", "Already being synchronised"),
        QT_TRANSLATE_NOOP("Error", "Another window or command is synchronising “{name}”. Wait until it is done."),
        "",
    ),
    "same_value_written_otherwise": (
        QT_TRANSLATE_NOOP("Error", "Same value, written otherwise"),
        QT_TRANSLATE_NOOP("Error", "The account writes the same value in another way."),
        "",
    ),
    "sandbox_did_not_start": (
        QT_TRANSLATE_NOOP("Error", "Demonstration did not start"),
        QT_TRANSLATE_NOOP("Error", "The server of the demonstration did not start ({status})."),
        "",
    ),
    "sandbox_unreachable": (
        QT_TRANSLATE_NOOP("Error", "Sandbox not reachable"),
        QT_TRANSLATE_NOOP("Error", "Nothing answers at {url}. Start the sandbox first."),
        "",
    ),
    "server_error": (
        QT_TRANSLATE_NOOP("Error", "The account has a trouble of its own"),
        QT_TRANSLATE_NOOP("Error", "The server of the account failed. crmdesk tries again by itself; nothing is lost."),
        "retry",
    ),
    "sign_in_cancelled": (
        QT_TRANSLATE_NOOP("Error", "Sign-in cancelled"),
        QT_TRANSLATE_NOOP("Error", "The sign-in was cancelled. Nothing was changed."),
        "retry",
    ),
    "sign_in_error": (
        QT_TRANSLATE_NOOP("Error", "Sign-in failed"),
        QT_TRANSLATE_NOOP("Error", "The account ended the sign-in: {vendor_words}"),
        "retry",
    ),
    "sign_in_timed_out": (
        QT_TRANSLATE_NOOP("Error", "No answer from the browser"),
        QT_TRANSLATE_NOOP("Error", "Nobody signed in within five minutes. Try again when you are ready."),
        "retry",
    ),
    "status_unexpected": (
        QT_TRANSLATE_NOOP("Error", "Answer not understood"),
        QT_TRANSLATE_NOOP("Error", "The account answered with something it does not describe. Nothing was changed."),
        "retry",
    ),
    "tls_failed": (
        QT_TRANSLATE_NOOP("Error", "Secure connection failed"),
        QT_TRANSLATE_NOOP("Error", "A secure connection could not be made. Check the date of this computer, or ask who runs the network."),
        "retry",
    ),
    "token_missing": (
        QT_TRANSLATE_NOOP("Error", "Token missing"),
        QT_TRANSLATE_NOOP("Error", "Give the token in {variable} or when asked."),
        "",
    ),
    "token_refresh_busy": (
        QT_TRANSLATE_NOOP("Error", "Access being renewed"),
        QT_TRANSLATE_NOOP("Error", "Another window or command is renewing the access right now. Try again in a moment."),
        "retry",
    ),
    "token_refresh_failed": (
        QT_TRANSLATE_NOOP("Error", "Access not renewed"),
        QT_TRANSLATE_NOOP("Error", "The account could not renew the access: {vendor_words} crmdesk tries again by itself."),
        "retry",
    ),
    "token_renewal_failed": (
        QT_TRANSLATE_NOOP("Error", "Access not renewed"),
        QT_TRANSLATE_NOOP("Error", "The access could not be renewed. crmdesk tries again by itself."),
        "retry",
    ),
    "token_reply_incomplete": (
        QT_TRANSLATE_NOOP("Error", "Sign-in incomplete"),
        QT_TRANSLATE_NOOP("Error", "The account’s answer lacks what crmdesk needs ({fields}). Try again."),
        "retry",
    ),
    "token_reply_unreadable": (
        QT_TRANSLATE_NOOP("Error", "Sign-in not readable"),
        QT_TRANSLATE_NOOP("Error", "The account’s answer to the sign-in cannot be read. Try again."),
        "retry",
    ),
    "token_unusable": (
        QT_TRANSLATE_NOOP("Error", "Token not usable"),
        QT_TRANSLATE_NOOP("Error", "This is not a token: it holds characters that none has. Copy it again."),
        "",
    ),
    "tokens_damaged": (
        QT_TRANSLATE_NOOP("Error", "Access damaged"),
        QT_TRANSLATE_NOOP("Error", "The stored access cannot be read any more. Connect the account again."),
        "reconnect",
    ),
    "too_many_rows": (
        QT_TRANSLATE_NOOP("Error", "Too many rows"),
        QT_TRANSLATE_NOOP("Error", "The file has more than {limit} rows. Divide it."),
        "",
    ),
    "unknown_connection": (
        QT_TRANSLATE_NOOP("Error", "No such account"),
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
        QT_TRANSLATE_NOOP("Error", "This record is no longer on this computer."),
        "",
    ),
    "unknown_vendor": (
        QT_TRANSLATE_NOOP("Error", "CRM not known"),
        QT_TRANSLATE_NOOP("Error", "crmdesk does not know “{name}”. It knows: {vendors}."),
        "",
    ),
    "unreachable": (
        QT_TRANSLATE_NOOP("Error", "Not reachable"),
        QT_TRANSLATE_NOOP("Error", "The account cannot be reached right now. Work on: everything is kept and sent later."),
        "retry",
    ),
    "url_unusable": (
        QT_TRANSLATE_NOOP("Error", "Address not usable"),
        QT_TRANSLATE_NOOP("Error", "The address “{url}” cannot be used. Check how it is written."),
        "accounts",
    ),
    "value_missing": (
        QT_TRANSLATE_NOOP("Error", "Something is missing"),
        QT_TRANSLATE_NOOP("Error", "“{field}” has to be filled in."),
        "",
    ),
    "value_not_an_option": (
        QT_TRANSLATE_NOOP("Error", "Not one of the choices"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not among the choices of “{field}”."),
        "",
    ),
    "value_not_boolean": (
        QT_TRANSLATE_NOOP("Error", "Neither yes nor no"),
        QT_TRANSLATE_NOOP("Error", "Answer with yes or no."),
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
        QT_TRANSLATE_NOOP("Error", "“{value}” is not an e-mail address. Check the part before and after the @."),
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
        QT_TRANSLATE_NOOP("Error", "Write an amount, for example 348000 or 348000 EUR."),
        "",
    ),
    "value_not_number": (
        QT_TRANSLATE_NOOP("Error", "Not a number"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not a number. Write digits, for example 348000 or 112.5."),
        "",
    ),
    "value_not_text": (
        QT_TRANSLATE_NOOP("Error", "Not a text"),
        QT_TRANSLATE_NOOP("Error", "This field takes text."),
        "",
    ),
    "value_not_whole": (
        QT_TRANSLATE_NOOP("Error", "Not a whole number"),
        QT_TRANSLATE_NOOP("Error", "Write a whole number, without a decimal part."),
        "",
    ),
    "value_number_too_long": (
        QT_TRANSLATE_NOOP("Error", "Number too long"),
        QT_TRANSLATE_NOOP("Error", "A number may have {digits} digits at most."),
        "",
    ),
    "value_refused": (
        QT_TRANSLATE_NOOP("Error", "Value refused"),
        QT_TRANSLATE_NOOP("Error", "The account refused a value: {vendor_words} Choose another one."),
        "",
    ),
    "value_too_long": (
        QT_TRANSLATE_NOOP("Error", "Too long"),
        QT_TRANSLATE_NOOP("Error", "“{field}” may have {limit} characters; this text has {length}."),
        "",
    ),
    "value_without_zone": (
        QT_TRANSLATE_NOOP("Error", "Time without a zone"),
        QT_TRANSLATE_NOOP("Error", "“{value}” does not say in which time zone it is."),
        "",
    ),
    "wrong_account": (
        QT_TRANSLATE_NOOP("Error", "Another account"),
        QT_TRANSLATE_NOOP("Error", "You signed in to “{found}”, but this connection belongs to “{expected}”. Sign in to the right account."),
        "reconnect",
    ),
    "wrong_passphrase": (
        QT_TRANSLATE_NOOP("Error", "Wrong passphrase"),
        QT_TRANSLATE_NOOP("Error", "This passphrase does not open the data. Check the keyboard layout and try again."),
        "",
    ),
}
"""Key → title, text, action. Placeholders are names of the error's data."""
