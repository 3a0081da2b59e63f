"""Errors about what a person decides: conflicts and reviews."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "conflict_moved": (
        QT_TRANSLATE_NOOP("Error", "Changed in the meantime"),
        QT_TRANSLATE_NOOP(
            "Error",
            "A value was changed after it was shown, so nothing was decided. Look at the values as they are now and "
            "decide again; what you typed is kept.",
        ),
        "",
    ),
    "conflict_not_open": (
        QT_TRANSLATE_NOOP("Error", "Already settled"),
        QT_TRANSLATE_NOOP("Error", "This conflict is no longer open. The page has been brought up to date."),
        "",
    ),
    "conflict_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such conflict"),
        QT_TRANSLATE_NOOP(
            "Error",
            "There is no open conflict “{id}”, and none of a record with this id. crmdesk conflicts lists them.",
        ),
        "",
    ),
    "conflict_of_other_fields": (
        QT_TRANSLATE_NOOP("Error", "No conflict about this field"),
        QT_TRANSLATE_NOOP("Error", "“{name}” is not contested there. In conflict are: {fields}."),
        "",
    ),
    "conflict_of_other_accounts": (
        QT_TRANSLATE_NOOP("Error", "No conflict with this account"),
        QT_TRANSLATE_NOOP("Error", "“{name}” contests nothing there. In conflict are: {names}."),
        "",
    ),
    "which_account": (
        QT_TRANSLATE_NOOP("Error", "Which account?"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Several accounts hold another value of “{field}”, and nobody can say which one is newer. Choose the account whose "
            "value is kept.",
        ),
        "",
    ),
    "notice_over": (
        QT_TRANSLATE_NOOP("Error", "No longer so"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account holds another value by now, or this field was changed here since, or waits for your decision: there is "
            "nothing left to adopt.",
        ),
        "",
    ),
    "nothing_to_adopt": (
        QT_TRANSLATE_NOOP("Error", "Nothing to adopt"),
        QT_TRANSLATE_NOOP(
            "Error", "No account stored anything else of this than it was sent. crmdesk notices lists what there is."
        ),
        "",
    ),
    "several_to_adopt": (
        QT_TRANSLATE_NOOP("Error", "Which one?"),
        QT_TRANSLATE_NOOP(
            "Error",
            "There are several ({fields}; {names}). Name one with --field and --connection.",
        ),
        "",
    ),
    "review_answer_unfit": (
        QT_TRANSLATE_NOOP("Error", "Not one of the choices"),
        QT_TRANSLATE_NOOP("Error", "This review can be answered with: {answers}."),
        "",
    ),
    "review_decided": (
        QT_TRANSLATE_NOOP("Error", "Already answered"),
        QT_TRANSLATE_NOOP(
            "Error",
            "This review was answered on {decided_at} with “{answer}”. crmdesk reviews lists those that are open.",
        ),
        "",
    ),
    "review_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such review"),
        QT_TRANSLATE_NOOP("Error", "There is no review “{id}”. crmdesk reviews lists those that are open."),
        "",
    ),
    "review_moved": (
        QT_TRANSLATE_NOOP("Error", "Changed meanwhile"),
        QT_TRANSLATE_NOOP("Error", "More has come in since this was shown, so nothing was decided. Look at it again."),
        "",
    ),
    "review_not_open": (
        QT_TRANSLATE_NOOP("Error", "Already decided"),
        QT_TRANSLATE_NOOP("Error", "This question is no longer open. The page has been brought up to date."),
        "",
    ),
    "change_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such change"),
        QT_TRANSLATE_NOOP(
            "Error",
            "There is no change “{id}”. edit and delete print the id of theirs, new, restore and resolve do with --json, "
            "undo --run and policy decided list theirs.",
        ),
        "",
    ),
    "existence_choice": (
        QT_TRANSLATE_NOOP("Error", "Not one of the choices"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not an answer to this conflict."),
        "",
    ),
    "nothing_to_unlink": (
        QT_TRANSLATE_NOOP("Error", "Not deleted in the account"),
        QT_TRANSLATE_NOOP(
            "Error",
            "Only a record that was deleted in the account can be kept unlinked. In conflict here: {fields}. Keep computer, "
            "account or newest.",
        ),
        "",
    ),
    "policy_account_gone": (
        QT_TRANSLATE_NOOP("Error", "Account no longer connected"),
        QT_TRANSLATE_NOOP(
            "Error",
            "This policy is about an account that was disconnected, so it would answer nothing. Connect the account, then create "
            "the policy again beside a conflict.",
        ),
        "",
    ),
    "policy_consent": (
        QT_TRANSLATE_NOOP("Error", "Consent is always asked about"),
        QT_TRANSLATE_NOOP("Error", "No policy decides what a person has agreed to. Leave this field to yourself."),
        "",
    ),
    "policy_prefers_whom": (
        QT_TRANSLATE_NOOP("Error", "Which account?"),
        QT_TRANSLATE_NOOP("Error", "“prefer” needs the name of an account, and only “prefer” takes one."),
        "",
    ),
    "policy_unfit": (
        QT_TRANSLATE_NOOP("Error", "This policy does not fit"),
        QT_TRANSLATE_NOOP(
            "Error", "“{way}” cannot decide about a field of this type. Choose another policy, or field."
        ),
        "",
    ),
    "policy_until_past": (
        QT_TRANSLATE_NOOP("Error", "This day has come"),
        QT_TRANSLATE_NOOP("Error", "A policy that counts until {day} would answer nothing. Choose a later day."),
        "",
    ),
    "policy_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such policy"),
        QT_TRANSLATE_NOOP("Error", "There is no policy with this scope. crmdesk policy list shows those there are."),
        "",
    ),
    "value_moved": (
        QT_TRANSLATE_NOOP("Error", "Changed meanwhile"),
        QT_TRANSLATE_NOOP(
            "Error", "“{field}” changed after this was shown. What it is now stands here; go back all the same?"
        ),
        "",
    ),
    "run_moved": (
        QT_TRANSLATE_NOOP("Error", "Changed meanwhile"),
        QT_TRANSLATE_NOOP(
            "Error", "Something changed after this was shown, so nothing was taken back. Look at it again."
        ),
        "",
    ),
    "run_not_over": (
        QT_TRANSLATE_NOOP("Error", "Still under way"),
        QT_TRANSLATE_NOOP("Error", "This synchronisation has not ended. It can be taken back afterwards."),
        "",
    ),
    "run_nothing_to_undo": (
        QT_TRANSLATE_NOOP("Error", "Nothing to take back"),
        QT_TRANSLATE_NOOP("Error", "Nothing here is still as this synchronisation left it."),
        "",
    ),
    "run_too_large": (
        QT_TRANSLATE_NOOP("Error", "Too much at once"),
        QT_TRANSLATE_NOOP(
            "Error",
            "This synchronisation changed {records} records; {most} at most can be taken back at once. A first synchronisation "
            "is undone by disconnecting the account with its data, anything else by going back to a backup.",
        ),
        "",
    ),
    "run_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such synchronisation"),
        QT_TRANSLATE_NOOP("Error", "There is no synchronisation “{id}” in the journal. crmdesk runs lists them."),
        "",
    ),
}
