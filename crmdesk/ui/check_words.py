"""What the doctor finds, in words: what is wrong, what that means, and what to do."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str]] = {
    "file_whole": (
        QT_TRANSLATE_NOOP("Check", "The file is damaged"),
        QT_TRANSLATE_NOOP(
            "Check",
            "A part of the file with your data cannot be read as it was written. Close crmdesk and put the newest backup in "
            "place with crmdesk recover; what was sent since then comes back with the next synchronisation.",
        ),
    ),
    "value_is_readable": (
        QT_TRANSLATE_NOOP("Check", "A record cannot be read"),
        QT_TRANSLATE_NOOP(
            "Check",
            "A value of it is not written as it should be. Put the newest backup in place with crmdesk recover.",
        ),
    ),
    "cell_is_readable": (
        QT_TRANSLATE_NOOP("Check", "Something in the file is not written as it should be"),
        QT_TRANSLATE_NOOP(
            "Check",
            "The table, its row and the column are named. Put the newest backup in place with crmdesk recover.",
        ),
    ),
    "check_carried_out": (
        QT_TRANSLATE_NOOP("Check", "Something could not be checked"),
        QT_TRANSLATE_NOOP(
            "Check",
            "What this check looks at is not written as it should be. All other checks were made. Put the newest backup in place "
            "with crmdesk recover.",
        ),
    ),
    "link_has_record": (
        QT_TRANSLATE_NOOP("Check", "A record is missing that an account has"),
        QT_TRANSLATE_NOOP(
            "Check",
            "The account’s row is tied to a record that is not here. Put the newest backup in place with crmdesk recover, or "
            "disconnect the account, keeping the data, and connect it again: everything there is read anew.",
        ),
    ),
    "record_is_there": (
        QT_TRANSLATE_NOOP("Check", "A record is missing that the history tells of"),
        QT_TRANSLATE_NOOP(
            "Check",
            "Nobody has deleted it, and it is not in the trash. Put the newest backup in place with crmdesk recover.",
        ),
    ),
    "row_has_account": (
        QT_TRANSLATE_NOOP("Check", "Something is left of an account that is not connected"),
        QT_TRANSLATE_NOOP("Check", "It does no harm, and nothing is lost. Please report it."),
    ),
    "one_row_one_record": (
        QT_TRANSLATE_NOOP("Check", "A row of an account belongs to two records"),
        QT_TRANSLATE_NOOP(
            "Check",
            "A change could reach the wrong one. Switch sending off for the account, and report it.",
        ),
    ),
    "conflict_has_record": (
        QT_TRANSLATE_NOOP("Check", "A conflict is about a record that is missing"),
        QT_TRANSLATE_NOOP(
            "Check",
            "It cannot be decided. Put the newest backup in place with crmdesk recover if you miss the record.",
        ),
    ),
    "decision_is_kept": (
        QT_TRANSLATE_NOOP("Check", "A decision is incomplete"),
        QT_TRANSLATE_NOOP(
            "Check",
            "What was chosen stands, but the values that were turned down are not kept any more. A backup may have them.",
        ),
    ),
    "intent_has_run": (
        QT_TRANSLATE_NOOP("Check", "It is not known whether a change arrived"),
        QT_TRANSLATE_NOOP(
            "Check",
            "A change was sent, its answer is missing, and no synchronisation is looking for it. Synchronise and check again; "
            "if it stays, report it.",
        ),
    ),
    "one_send": (
        QT_TRANSLATE_NOOP("Check", "One record is being sent twice at once"),
        QT_TRANSLATE_NOOP("Check", "Switch sending off for the account, and report it."),
    ),
    "deletion_has_reason": (
        QT_TRANSLATE_NOOP("Check", "Something was to be deleted in an account that nobody deleted here"),
        QT_TRANSLATE_NOOP(
            "Check",
            "Look into the account’s recycle bin, and take the record out of it if it should be there. Please report it.",
        ),
    ),
    "arrival_goes_on": (
        QT_TRANSLATE_NOOP("Check", "News of an account wait for nothing"),
        QT_TRANSLATE_NOOP(
            "Check",
            "They were read and are not taken in. Synchronise and check again; if they stay, disconnect the account, keeping the "
            "data, and connect it again: everything there is read anew.",
        ),
    ),
    "first_sync_is_asked": (
        QT_TRANSLATE_NOOP("Check", "An account’s first synchronisation went on without an answer, or waits for none"),
        QT_TRANSLATE_NOOP(
            "Check",
            "Synchronise and check again; if it stays, disconnect the account, keeping the data, and connect it again.",
        ),
    ),
    "cursor_is_readable": (
        QT_TRANSLATE_NOOP("Check", "It is not known how far an account was read"),
        QT_TRANSLATE_NOOP(
            "Check",
            "Disconnect the account, keeping the data, and connect it again: everything there is read anew.",
        ),
    ),
    "references_agree": (
        QT_TRANSLATE_NOOP("Check", "The list of related records is not right"),
        QT_TRANSLATE_NOOP(
            "Check",
            "A record may be missing where its contacts, deals or notes are listed. Nothing is lost: give it another relation "
            "and then this one again, and it is right.",
        ),
    ),
    "search_knows_record": (
        QT_TRANSLATE_NOOP("Check", "Search does not know a record as it should"),
        QT_TRANSLATE_NOOP(
            "Check",
            "It is in the lists and may not be found by search. Change its name and change it back: search finds it again.",
        ),
    ),
    "ledger_has_no_gap": (
        QT_TRANSLATE_NOOP("Check", "The history of a field has a gap"),
        QT_TRANSLATE_NOOP(
            "Check",
            "A value changed without a line in the history. Compare the field with what the account holds; a backup may have "
            "the value in between.",
        ),
    ),
    "ledger_tells_value": (
        QT_TRANSLATE_NOOP("Check", "A field holds something else than its history says"),
        QT_TRANSLATE_NOOP(
            "Check",
            "Compare the field with its history, and type what is right.",
        ),
    ),
    "record_has_beginning": (
        QT_TRANSLATE_NOOP("Check", "The history does not say where a record comes from"),
        QT_TRANSLATE_NOOP("Check", "The record is here, and nothing of it is missing. Please report it."),
    ),
    "life_is_told": (
        QT_TRANSLATE_NOOP("Check", "The trash and the history do not agree"),
        QT_TRANSLATE_NOOP(
            "Check",
            "A record is in the trash, or out of it, without a line in the history. Look at it, and delete or restore it as it "
            "should be.",
        ),
    ),
    "base_is_readable": (
        QT_TRANSLATE_NOOP("Check", "What was last agreed with an account cannot be read"),
        QT_TRANSLATE_NOOP(
            "Check",
            "Changes of this record cannot be told apart. Put the newest backup in place with crmdesk recover, or disconnect the "
            "account, keeping the data, and connect it again.",
        ),
    ),
    "typed_value_is_marked": (
        QT_TRANSLATE_NOOP("Check", "A value that was typed here is not waiting to be sent"),
        QT_TRANSLATE_NOOP(
            "Check",
            "It is kept here, and its account does not have it. Change it and change it back: then it is sent.",
        ),
    ),
    "deletion_is_marked": (
        QT_TRANSLATE_NOOP("Check", "A deletion is not waiting to be sent"),
        QT_TRANSLATE_NOOP(
            "Check",
            "The record is in the trash here, and its account still has it. Restore it and delete it again: then it is sent.",
        ),
    ),
    "mark_has_reason": (
        QT_TRANSLATE_NOOP("Check", "A record is waiting to be sent although nothing differs"),
        QT_TRANSLATE_NOOP("Check", "It does no harm. The next change of the record ends it."),
    ),
    "reference_has_record": (
        QT_TRANSLATE_NOOP("Check", "A record refers to another that is not there"),
        QT_TRANSLATE_NOOP("Check", "Choose another one in this field, or leave it blank."),
    ),
}
"""Invariant → what is wrong, what it means and what to do."""

UNKNOWN = (
    QT_TRANSLATE_NOOP("Check", "Something is not as it should be"),
    QT_TRANSLATE_NOOP("Check", "Please report it."),
)
"""For an invariant that has no words of its own."""
