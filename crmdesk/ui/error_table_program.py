# ruff: noqa: E501 - a sentence stays in one piece, for those who translate it
"""The words for errors of the program itself: key, profile, files, the command line."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

PROGRAM_ERRORS: dict[str, tuple[str, str, str]] = {
    "assignment_expected": (
        QT_TRANSLATE_NOOP("Error", "A value is missing"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not of the form FIELD=VALUE."),
        "",
    ),
    "cell_too_long": (
        QT_TRANSLATE_NOOP("Error", "Text too long for a worksheet"),
        QT_TRANSLATE_NOOP("Error", "A text in row {row} has {length} characters, a worksheet cell holds {limit}. Export to a .csv file instead."),
        "",
    ),
    "column_twice": (
        QT_TRANSLATE_NOOP("Error", "Column there twice"),
        QT_TRANSLATE_NOOP("Error", "Two columns of the file are “{field}”. Remove one of them."),
        "",
    ),
    "database_cannot_open": (
        QT_TRANSLATE_NOOP("Error", "Data cannot be opened"),
        QT_TRANSLATE_NOOP("Error", "The file {file} with your data cannot be opened. Check your rights to the folder, and that its disk is connected."),
        "retry",
    ),
    "database_io": (
        QT_TRANSLATE_NOOP("Error", "The disk does not write"),
        QT_TRANSLATE_NOOP("Error", "The file {file} with your data could not be read or written. Make room on the disk and check that it is connected; nothing saved before is lost."),
        "retry",
    ),
    "database_read_only": (
        QT_TRANSLATE_NOOP("Error", "Data cannot be written"),
        QT_TRANSLATE_NOOP("Error", "The file {file} with your data is write-protected. Change its rights and those of its folder, then try again."),
        "retry",
    ),
    "database_unreadable": (
        QT_TRANSLATE_NOOP("Error", "Data cannot be read"),
        QT_TRANSLATE_NOOP("Error", "The file {file} does not open with this key: it is damaged, or of another profile. Put the backup beside it in its place, or choose the right folder with --profile."),
        "",
    ),
    "defect": (
        QT_TRANSLATE_NOOP("Error", "A mistake of crmdesk"),
        QT_TRANSLATE_NOOP("Error", "Something happened that crmdesk does not expect ({reason}, {place}). This is our mistake; nothing you saved is lost. The log of the profile has the details."),
        "",
    ),
    "demo_run_failed": (
        QT_TRANSLATE_NOOP("Error", "The demonstration did not go through"),
        QT_TRANSLATE_NOOP("Error", "A synchronisation of the demonstration ended as “{status}”. Start it again."),
        "retry",
    ),
    "demo_too_few_leads": (
        QT_TRANSLATE_NOOP("Error", "Too few leads"),
        QT_TRANSLATE_NOOP("Error", "The demonstration needs more leads than the {count} there are. Start it with --records 60 or more."),
        "",
    ),
    "existence_choice": (
        QT_TRANSLATE_NOOP("Error", "Not one of the choices"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is no answer to this conflict."),
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
        QT_TRANSLATE_NOOP("Error", "“{file}” is not a readable CSV or XLSX file: {reason}. Save it again from the spreadsheet."),
        "",
    ),
    "file_not_writable": (
        QT_TRANSLATE_NOOP("Error", "File not writable"),
        QT_TRANSLATE_NOOP("Error", "“{file}” cannot be written: {reason}. Choose another folder, or close the file where it is open."),
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
    "folder_not_writable": (
        QT_TRANSLATE_NOOP("Error", "Folder not writable"),
        QT_TRANSLATE_NOOP("Error", "The folder {folder} cannot be used: {reason}. Choose another one with --profile, or change its rights."),
        "",
    ),
    "interrupted": (
        QT_TRANSLATE_NOOP("Error", "Interrupted"),
        QT_TRANSLATE_NOOP("Error", "What was done so far is kept. Start it again to go on."),
        "",
    ),
    "key_damaged": (
        QT_TRANSLATE_NOOP("Error", "Key damaged"),
        QT_TRANSLATE_NOOP("Error", "The key in the keyring of this computer is damaged. Restore the keyring from its backup: without the key the data cannot be read."),
        "",
    ),
    "key_file_damaged": (
        QT_TRANSLATE_NOOP("Error", "Key file damaged"),
        QT_TRANSLATE_NOOP("Error", "The file {path} is damaged. Restore it from a backup of the profile: without it the passphrase opens nothing."),
        "",
    ),
    "key_file_unreadable": (
        QT_TRANSLATE_NOOP("Error", "Key file not readable"),
        QT_TRANSLATE_NOOP("Error", "The file {path} cannot be read. Check your rights to it."),
        "",
    ),
    "key_file_unwritable": (
        QT_TRANSLATE_NOOP("Error", "Key file not writable"),
        QT_TRANSLATE_NOOP("Error", "The file {path} cannot be written. Check the disk and your rights."),
        "",
    ),
    "key_missing": (
        QT_TRANSLATE_NOOP("Error", "Key not found"),
        QT_TRANSLATE_NOOP("Error", "The keyring of this computer has no key for these data. Sign in to the computer as the user who made the profile, or restore the keyring from its backup."),
        "",
    ),
    "keyring_entry_too_long": (
        QT_TRANSLATE_NOOP("Error", "Too long for the keyring"),
        QT_TRANSLATE_NOOP("Error", "The keyring holds {limit} bytes, this would be {bytes}."),
        "",
    ),
    "keyring_failed": (
        QT_TRANSLATE_NOOP("Error", "Keyring out of order"),
        QT_TRANSLATE_NOOP("Error", "The keyring of this computer does not work ({reason}). Unlock or repair it and try again."),
        "retry",
    ),
    "keyring_forgetful": (
        QT_TRANSLATE_NOOP("Error", "Keyring does not keep"),
        QT_TRANSLATE_NOOP("Error", "The keyring of this computer did not keep the key. Repair it, or set a passphrase in CRMDESK_PASSPHRASE for a new profile."),
        "retry",
    ),
    "keyring_missing": (
        QT_TRANSLATE_NOOP("Error", "Keyring not running"),
        QT_TRANSLATE_NOOP("Error", "The key to these data is in a keyring that does not run now. Sign in to your desktop and try again."),
        "retry",
    ),
    "keyring_unsafe": (
        QT_TRANSLATE_NOOP("Error", "Keyring not safe"),
        QT_TRANSLATE_NOOP("Error", "The keyring {backend} does not encrypt, so crmdesk does not use it. Use the system’s own, or a passphrase."),
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
    "newest_unknown": (
        QT_TRANSLATE_NOOP("Error", "Newest not known"),
        QT_TRANSLATE_NOOP("Error", "Nobody can say which value of “{field}” is newer. Choose one of the two."),
        "",
    ),
    "no_keyring_no_passphrase": (
        QT_TRANSLATE_NOOP("Error", "No safe place for the key"),
        QT_TRANSLATE_NOOP("Error", "This computer has no keyring. Set a passphrase in CRMDESK_PASSPHRASE; crmdesk never keeps a key in clear."),
        "settings",
    ),
    "no_known_column": (
        QT_TRANSLATE_NOOP("Error", "No known column"),
        QT_TRANSLATE_NOOP("Error", "No column of the file is a field. The first row has to name fields, for example: {fields}."),
        "",
    ),
    "operator_not_for_field": (
        QT_TRANSLATE_NOOP("Error", "Cannot be compared so"),
        QT_TRANSLATE_NOOP("Error", "“{field}” cannot be compared in this way."),
        "",
    ),
    "options_exclude": (
        QT_TRANSLATE_NOOP("Error", "Options exclude each other"),
        QT_TRANSLATE_NOOP("Error", "Give only one of: {options}."),
        "",
    ),
    "passphrase_empty": (
        QT_TRANSLATE_NOOP("Error", "Empty passphrase"),
        QT_TRANSLATE_NOOP("Error", "Choose a passphrase with at least one character."),
        "",
    ),
    "passphrase_needed": (
        QT_TRANSLATE_NOOP("Error", "Passphrase needed"),
        QT_TRANSLATE_NOOP("Error", "These data are protected by a passphrase. Give it in CRMDESK_PASSPHRASE or where you are asked."),
        "",
    ),
    "passphrases_differ": (
        QT_TRANSLATE_NOOP("Error", "Not the same passphrase"),
        QT_TRANSLATE_NOOP("Error", "The two passphrases differ. Nothing was made; try again."),
        "retry",
    ),
    "port_taken": (
        QT_TRANSLATE_NOOP("Error", "Port not available"),
        QT_TRANSLATE_NOOP("Error", "Port {port} or one of those behind it cannot be used: {reason}. Choose another one with --port."),
        "",
    ),
    "profile_file_damaged": (
        QT_TRANSLATE_NOOP("Error", "Profile damaged"),
        QT_TRANSLATE_NOOP("Error", "The file {file} of the profile is damaged. Restore it from a backup of the profile."),
        "",
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
    "reference_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such record"),
        QT_TRANSLATE_NOOP("Error", "“{field}” cannot refer to “{value}”. Give the id of a record of one of these types: {kinds}."),
        "",
    ),
    "sandbox_did_not_start": (
        QT_TRANSLATE_NOOP("Error", "The sandbox did not start"),
        QT_TRANSLATE_NOOP("Error", "The sandbox for the demonstration did not start. Start the demonstration again."),
        "retry",
    ),
    "too_many_rows": (
        QT_TRANSLATE_NOOP("Error", "Too many rows"),
        QT_TRANSLATE_NOOP("Error", "A worksheet holds {limit} rows. Export to a .csv file instead."),
        "",
    ),
    "wrong_passphrase": (
        QT_TRANSLATE_NOOP("Error", "Wrong passphrase"),
        QT_TRANSLATE_NOOP("Error", "This passphrase does not open the data. Check the keyboard layout and try again."),
        "retry",
    ),
}
"""Key → title, text, action, as in ``error_table``."""
