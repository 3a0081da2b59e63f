"""What went wrong on this computer: data, keys, disk, defects."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "database_busy": (
        QT_TRANSLATE_NOOP("Error", "Another crmdesk is writing"),
        QT_TRANSLATE_NOOP("Error", "Another window or command is writing to the same data. Try again in a moment."),
        "retry",
    ),
    "database_cannot_open": (
        QT_TRANSLATE_NOOP("Error", "Data cannot be opened"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {file} with your data cannot be opened. Check your rights to the folder, and that its disk "
            "is connected.",
        ),
        "retry",
    ),
    "database_damaged": (
        QT_TRANSLATE_NOOP("Error", "Data damaged"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {file} with your data is damaged. There is a backup of {backup_at}: close the window, or start "
            "crmdesk again, to put it in place; or run crmdesk recover. What was sent since then comes back with the "
            "next synchronisation. What was typed since then and not sent is only in the damaged file, which is kept.",
        ),
        "recover",
    ),
    "database_damaged_without_backup": (
        QT_TRANSLATE_NOOP("Error", "Data damaged"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {file} with your data is damaged, and there is no backup of it yet. Close crmdesk and start it "
            "again to begin with empty data, or run crmdesk recover --empty; then sign in again: everything that had "
            "been sent comes back. The damaged file is kept.",
        ),
        "recover",
    ),
    "database_failed": (
        QT_TRANSLATE_NOOP("Error", "The data could not be written"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file with your data could not be read or written: {reason}. Check the disk; nothing saved before "
            "is lost.",
        ),
        "",
    ),
    "database_gone": (
        QT_TRANSLATE_NOOP("Error", "Data missing"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {file} with your data is missing or empty. If you moved it, bring it back. Otherwise there is "
            "a backup of {backup_at}: put it in place when crmdesk starts, or run crmdesk recover. What was sent "
            "since then comes back with the next synchronisation.",
        ),
        "retry",
    ),
    "database_gone_without_backup": (
        QT_TRANSLATE_NOOP("Error", "Data missing"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {file} with your data is missing or empty, and there is no backup of it. If you moved it, "
            "bring it back. Otherwise begin with empty data when crmdesk starts, or run crmdesk recover --empty; "
            "then sign in again: everything that had been sent comes back.",
        ),
        "retry",
    ),
    "database_io": (
        QT_TRANSLATE_NOOP("Error", "Trouble with the disk"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {file} with your data could not be read or written. Make room on the disk and check that it "
            "is connected; nothing saved before is lost.",
        ),
        "retry",
    ),
    "database_newer": (
        QT_TRANSLATE_NOOP("Error", "Data of a newer crmdesk"),
        QT_TRANSLATE_NOOP(
            "Error", "These data were written by a newer version of crmdesk. Install that version; nothing was changed."
        ),
        "",
    ),
    "database_read_only": (
        QT_TRANSLATE_NOOP("Error", "Data cannot be written"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {file} with your data is write-protected. Change its rights and those of its folder, then "
            "try again.",
        ),
        "retry",
    ),
    "database_unreadable": (
        QT_TRANSLATE_NOOP("Error", "Data cannot be read"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {file} does not open with this key: it is damaged, or of another profile. Choose the right "
            "folder with --profile. If it is damaged, there is a backup of {backup_at}: put it in place when crmdesk "
            "starts, or run crmdesk recover.",
        ),
        "",
    ),
    "database_unreadable_without_backup": (
        QT_TRANSLATE_NOOP("Error", "Data cannot be read"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {file} does not open with this key: it is damaged, or of another profile. Choose the right "
            "folder with --profile. If it is damaged, there is no backup of it: begin with empty data when crmdesk "
            "starts, or run crmdesk recover --empty, and sign in again; the file is kept.",
        ),
        "",
    ),
    "defect": (
        QT_TRANSLATE_NOOP("Error", "A mistake of crmdesk"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Something happened that crmdesk does not expect ({reason}, {place}). This is our mistake; nothing "
            "you saved is lost. The log of the profile has the details.",
        ),
        "",
    ),
    "demo_run_failed": (
        QT_TRANSLATE_NOOP("Error", "The demonstration did not go through"),
        QT_TRANSLATE_NOOP("Error", "A synchronisation of the demonstration ended as “{status}”. Start it again."),
        "retry",
    ),
    "demo_too_few_leads": (
        QT_TRANSLATE_NOOP("Error", "Too few leads"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The demonstration needs more leads than the {count} there are. Start it with --records 60 or more.",
        ),
        "",
    ),
    "demo_without_profile": (
        QT_TRANSLATE_NOOP("Error", "The demonstration has no profile"),
        QT_TRANSLATE_NOOP(
            "Error",
            "It always works with made-up data in a folder of its own, which goes with it. Start it without {option}.",
        ),
        "",
    ),
    "disk_full": (
        QT_TRANSLATE_NOOP("Error", "Disk full"),
        QT_TRANSLATE_NOOP(
            "Error",
            "There is no room left on the disk with the folder {folder}. Make {room_mb} MB or more free there, then try again. "
            "Everything that was saved is safe, and what is being typed stays where it stands; synchronisation goes on by "
            "itself once there is room.",
        ),
        "retry",
    ),
    "field_not_mapped": (
        QT_TRANSLATE_NOOP("Error", "Field without a place"),
        QT_TRANSLATE_NOOP("Error", "The account has no place for “{field}”. The value stays on this computer."),
        "",
    ),
    "folder_not_writable": (
        QT_TRANSLATE_NOOP("Error", "Folder not writable"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The folder {folder} cannot be used: {reason}. Choose another one with --profile, or change its rights.",
        ),
        "",
    ),
    "key_damaged": (
        QT_TRANSLATE_NOOP("Error", "Key damaged"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The key in the keyring of this computer is damaged. Restore the keyring from its backup: without the "
            "key the data cannot be read.",
        ),
        "",
    ),
    "key_file_damaged": (
        QT_TRANSLATE_NOOP("Error", "Key file damaged"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {path} is damaged. Restore it from a backup of the profile: without it the passphrase opens "
            "nothing.",
        ),
        "",
    ),
    "key_file_missing": (
        QT_TRANSLATE_NOOP("Error", "Key file missing"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {path} is missing: without it the passphrase opens nothing. Bring it back from a copy of the "
            "profile; the data themselves are untouched.",
        ),
        "retry",
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
        QT_TRANSLATE_NOOP(
            "Error",
            "The keyring of this computer has no key for these data. Sign in to the computer as the user who made "
            "the profile, or restore the keyring from its backup.",
        ),
        "",
    ),
    "keyring_failed": (
        QT_TRANSLATE_NOOP("Error", "Keyring out of order"),
        QT_TRANSLATE_NOOP(
            "Error", "The keyring of this computer does not work ({reason}). Unlock or repair it and try again."
        ),
        "retry",
    ),
    "keyring_forgetful": (
        QT_TRANSLATE_NOOP("Error", "Keyring does not keep"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The keyring of this computer did not keep the key. Repair it, or set a passphrase in "
            "CRMDESK_PASSPHRASE for a new profile.",
        ),
        "retry",
    ),
    "keyring_locked": (
        QT_TRANSLATE_NOOP("Error", "Keyring locked"),
        QT_TRANSLATE_NOOP("Error", "Unlock the keyring of this computer and try again."),
        "retry",
    ),
    "keyring_missing": (
        QT_TRANSLATE_NOOP("Error", "Keyring not running"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The key to these data is in a keyring that does not run now. Sign in to your desktop and try again.",
        ),
        "retry",
    ),
    "keyring_unsafe": (
        QT_TRANSLATE_NOOP("Error", "Keyring not safe"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The keyring {backend} does not encrypt, so crmdesk does not use it. Use the system’s own, or a "
            "passphrase.",
        ),
        "",
    ),
    "no_backup": (
        QT_TRANSLATE_NOOP("Error", "No backup"),
        QT_TRANSLATE_NOOP(
            "Error",
            "There is no backup that can be used in {folder}. Nothing was changed.",
        ),
        "",
    ),
    "nothing_to_recover": (
        QT_TRANSLATE_NOOP("Error", "Nothing to recover"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The file {file} is not damaged and not missing, so it was left as it is: what was never sent is nowhere else.",
        ),
        "",
    ),
    "output_not_writable": (
        QT_TRANSLATE_NOOP("Error", "Output not written"),
        QT_TRANSLATE_NOOP("Error", "What there was to print cannot be written: {reason}. What was done is kept."),
        "",
    ),
    "profile_file_damaged": (
        QT_TRANSLATE_NOOP("Error", "Profile damaged"),
        QT_TRANSLATE_NOOP(
            "Error", "The file {file} of the profile is damaged. Restore it from a backup of the profile."
        ),
        "",
    ),
    "profile_open": (
        QT_TRANSLATE_NOOP("Error", "crmdesk is running"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Another window or command has the data in {folder} open. Close it, then try again.",
        ),
        "retry",
    ),
    "request_malformed": (
        QT_TRANSLATE_NOOP("Error", "Request refused"),
        QT_TRANSLATE_NOOP(
            "Error", "The account did not understand a request of crmdesk. This is our mistake; nothing is lost."
        ),
        "",
    ),
    "run_elsewhere": (
        QT_TRANSLATE_NOOP("Error", "Already being synchronised"),
        QT_TRANSLATE_NOOP("Error", "Another window or command is synchronising “{name}”. Wait until it is done."),
        "retry",
    ),
    "sandbox_did_not_start": (
        QT_TRANSLATE_NOOP("Error", "The sandbox did not start"),
        QT_TRANSLATE_NOOP("Error", "The sandbox for the demonstration did not start. Start the demonstration again."),
        "retry",
    ),
    "sheet_too_far": (
        QT_TRANSLATE_NOOP("Error", "Sheet too large"),
        QT_TRANSLATE_NOOP(
            "Error",
            "A sheet of “{file}” reaches over {rows} rows and {columns} columns, blank ones included. Delete what stands far "
            "from the list, then try again.",
        ),
        "",
    ),
    "token_refresh_busy": (
        QT_TRANSLATE_NOOP("Error", "Access being renewed"),
        QT_TRANSLATE_NOOP("Error", "Another window or command is renewing the access. Try again in a moment."),
        "retry",
    ),
    "tokens_damaged": (
        QT_TRANSLATE_NOOP("Error", "Sign-in damaged"),
        QT_TRANSLATE_NOOP(
            "Error", "The stored sign-in cannot be read. Connect the account again; your pending changes are kept."
        ),
        "reconnect",
    ),
    "wrong_passphrase": (
        QT_TRANSLATE_NOOP("Error", "Wrong passphrase"),
        QT_TRANSLATE_NOOP("Error", "This passphrase does not open the data. Check the keyboard layout and try again."),
        "retry",
    ),
}
"""Key → title, text, action. Placeholders are names of the error's data."""
