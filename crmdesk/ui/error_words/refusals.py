"""Why an account did not take a record, or cannot tell whether it did."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "change_not_permitted": (
        QT_TRANSLATE_NOOP("Error", "Not permitted there"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The access that you signed in with has not the right to change this: {vendor_words}. The account’s administrator can "
            "grant it; then the change is sent by itself.",
        ),
        "",
    ),
    "changed_meanwhile": (
        QT_TRANSLATE_NOOP("Error", "Changed in the meantime"),
        QT_TRANSLATE_NOOP(
            "Error", "The record was changed in the account just now. crmdesk reads it again and then decides."
        ),
        "",
    ),
    "created_twice": (
        QT_TRANSLATE_NOOP("Error", "Created more than once"),
        QT_TRANSLATE_NOOP("Error", "The account holds {count} copies of this record. Delete the surplus ones there."),
        "",
    ),
    "deal_without_stage": (
        QT_TRANSLATE_NOOP("Error", "Required there"),
        QT_TRANSLATE_NOOP("Error", "The account keeps no deal without a stage. Choose one, and it is sent."),
        "correct",
    ),
    "duplicate_email": (
        QT_TRANSLATE_NOOP("Error", "Address already there"),
        QT_TRANSLATE_NOOP(
            "Error", "Another contact of the account has this e-mail address. Merge the two, or correct the address."
        ),
        "correct",
    ),
    "duplicate_record": (
        QT_TRANSLATE_NOOP("Error", "Already there"),
        QT_TRANSLATE_NOOP("Error", "The account already has such a record: {vendor_words}."),
        "",
    ),
    "duplicate_value": (
        QT_TRANSLATE_NOOP("Error", "Value already used"),
        QT_TRANSLATE_NOOP("Error", "Another record of the account already has this value: {vendor_words}."),
        "correct",
    ),
    "item_failed": (
        QT_TRANSLATE_NOOP("Error", "Record not accepted"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account did not take the record: {vendor_words}. crmdesk tries again with the next synchronisation.",
        ),
        "",
    ),
    "item_not_answered": (
        QT_TRANSLATE_NOOP("Error", "No answer about a record"),
        QT_TRANSLATE_NOOP(
            "Error", "The account said nothing about this record. crmdesk looks first whether the change arrived."
        ),
        "",
    ),
    "never_answered": (
        QT_TRANSLATE_NOOP("Error", "No answer for this record"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account gave no answer {attempts} times when this was sent. It is tried again later by itself; "
            "if it goes on, change the value, or show the administrator of the account.",
        ),
        "retry",
    ),
    "note_about_nobody": (
        QT_TRANSLATE_NOOP("Error", "Required there"),
        QT_TRANSLATE_NOOP(
            "Error", "The account keeps no note that is about nobody. Say whom or what it is about, and it is sent."
        ),
        "correct",
    ),
    "option_refused": (
        QT_TRANSLATE_NOOP("Error", "Choice no longer there"),
        QT_TRANSLATE_NOOP(
            "Error", "The account’s list no longer has this value: {vendor_words}. Choose another, or add it there."
        ),
        "",
    ),
    "owner_refused": (
        QT_TRANSLATE_NOOP("Error", "Negotiator refused"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account does not take {owner_name} as negotiator: {vendor_words}. Who is not, or no longer, one of its users can "
            "be given no record there. Choose another negotiator for the record, and it is sent again.",
        ),
        "correct",
    ),
    "perhaps_the_same": (
        QT_TRANSLATE_NOOP("Error", "Perhaps the same"),
        QT_TRANSLATE_NOOP(
            "Error",
            "This may be the same as “{other_name}”, which is here already; nothing tells for certain, so both are kept. Unite "
            "the two under “Duplicates”, or say there that they are not the same.",
        ),
        "",
    ),
    "possible_copy": (
        QT_TRANSLATE_NOOP("Error", "Perhaps created twice"),
        QT_TRANSLATE_NOOP(
            "Error",
            "crmdesk may have created this record twice in the account: row {row} there is like it and was made by "
            "the same user. Compare the two records, and delete the surplus one or merge them in the account; or say that they "
            "are not the same.",
        ),
        "",
    ),
    "property_missing": (
        QT_TRANSLATE_NOOP("Error", "Field missing there"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account no longer has a field for this value: {vendor_words}. The value stays on this computer.",
        ),
        "",
    ),
    "property_read_only": (
        QT_TRANSLATE_NOOP("Error", "Read only there"),
        QT_TRANSLATE_NOOP("Error", "The account does not let anybody write this field: {vendor_words}."),
        "",
    ),
    "property_required": (
        QT_TRANSLATE_NOOP("Error", "Required there"),
        QT_TRANSLATE_NOOP(
            "Error", "The account wants a value here: {vendor_words}. Enter one, and the record is sent."
        ),
        "correct",
    ),
    "property_required_unmapped": (
        QT_TRANSLATE_NOOP("Error", "Required there"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account makes no record without a value in “{property}”, which crmdesk does not fill in. Map a field to it "
            "(crmdesk mapping), or let it be optional in the account. The record waits until then, everything else is sent.",
        ),
        "",
    ),
    "record_refused": (
        QT_TRANSLATE_NOOP("Error", "Refused by the account"),
        QT_TRANSLATE_NOOP("Error", "The account refused the record: {vendor_words}. Correct it and it is sent again."),
        "",
    ),
    "reference_elsewhere": (
        QT_TRANSLATE_NOOP("Error", "Cannot be named there"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The record refers to another one that cannot be named in this field there. Take it out of the field, and the "
            "record is sent.",
        ),
        "",
    ),
    "row_not_there": (
        QT_TRANSLATE_NOOP("Error", "Record gone"),
        QT_TRANSLATE_NOOP("Error", "The record no longer exists in the account."),
        "",
    ),
    "row_of_another_record": (
        QT_TRANSLATE_NOOP("Error", "Tied to another record"),
        QT_TRANSLATE_NOOP(
            "Error", "The account says that this is a record you already have under another name. Compare the two."
        ),
        "",
    ),
    "several_rows_fit": (
        QT_TRANSLATE_NOOP("Error", "Which one is it?"),
        QT_TRANSLATE_NOOP(
            "Error",
            "{count} rows of the account fit this record equally well, so crmdesk created nothing. If it is one of them, "
            "delete it here; if it is none of them, give it an e-mail address of its own.",
        ),
        "retry",
    ),
    "too_long_there": (
        QT_TRANSLATE_NOOP("Error", "Too long for the account"),
        QT_TRANSLATE_NOOP(
            "Error", "The account keeps at most {limit} characters here. Shorten the value; it is sent again."
        ),
        "correct",
    ),
    "value_refused": (
        QT_TRANSLATE_NOOP("Error", "Value refused"),
        QT_TRANSLATE_NOOP("Error", "The account refused a value: {vendor_words}. Choose another one."),
        "correct",
    ),
}
