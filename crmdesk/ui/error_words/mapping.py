"""What can be wrong with a field mapping."""

from __future__ import annotations

from crmdesk.ui.marked import QT_TRANSLATE_NOOP

WORDS: dict[str, tuple[str, str, str]] = {
    "mapping_file_wrong": (
        QT_TRANSLATE_NOOP("Error", "File not taken"),
        QT_TRANSLATE_NOOP("Error", "The field mapping in “{file}” cannot be used. {faults}. Nothing was changed."),
        "",
    ),
    "mapping_lost_place": (
        QT_TRANSLATE_NOOP("Error", "A mapped field has lost its place"),
        QT_TRANSLATE_NOOP(
            "Error",
            "“{field}” is mapped to “{property}” of {object}, which the account no longer has, or which has another type "
            "now. What is here stays here. Map the field to another property, or switch it off: crmdesk mapping.",
        ),
        "",
    ),
    "field_lost_place": (
        QT_TRANSLATE_NOOP("Error", "A field has lost its place"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account no longer has, or no longer shows, what “{field}” was kept in ({object}), or has made another type of "
            "it. What is here stays here, and is not sent. Bring it back there, or switch the field off: crmdesk mapping.",
        ),
        "",
    ),
    "mapping_loses": (
        QT_TRANSLATE_NOOP("Error", "Something would be lost"),
        QT_TRANSLATE_NOOP(
            "Error",
            "“{property}” ({type}) cannot hold all that “{field}” may. Let values only come in, or choose another.",
        ),
        "",
    ),
    "mapping_needs_field": (
        QT_TRANSLATE_NOOP("Error", "This field is needed there"),
        QT_TRANSLATE_NOOP("Error", "Without “{field}” nothing can be made at the account. It has to travel there."),
        "",
    ),
    "mapping_no_json": (
        QT_TRANSLATE_NOOP("Error", "File not taken"),
        QT_TRANSLATE_NOOP("Error", "This is no JSON, or it breaks off."),
        "",
    ),
    "mapping_file_version": (
        QT_TRANSLATE_NOOP("Error", "File not taken"),
        QT_TRANSLATE_NOOP("Error", "This crmdesk reads version {version} only."),
        "",
    ),
    "mapping_no_object": (
        QT_TRANSLATE_NOOP("Error", "File not taken"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The whole file has to be one object, with crmdesk_mapping, vendor and choices, as “crmdesk mapping NAME export” "
            "writes it.",
        ),
        "",
    ),
    "mapping_of_other_vendor": (
        QT_TRANSLATE_NOOP("Error", "File not taken"),
        QT_TRANSLATE_NOOP("Error", "The file is for {found}, the account is one of {expected}."),
        "",
    ),
    "mapping_setting_missing": (
        QT_TRANSLATE_NOOP("Error", "File not taken"),
        QT_TRANSLATE_NOOP("Error", "This is missing."),
        "",
    ),
    "mapping_setting_not_one_of": (
        QT_TRANSLATE_NOOP("Error", "File not taken"),
        QT_TRANSLATE_NOOP("Error", "Only these are possible here: {options}."),
        "",
    ),
    "mapping_setting_twice": (
        QT_TRANSLATE_NOOP("Error", "File not taken"),
        QT_TRANSLATE_NOOP("Error", "This stands in the file more than once. Leave one of them."),
        "",
    ),
    "mapping_setting_unfit": (
        QT_TRANSLATE_NOOP("Error", "File not taken"),
        QT_TRANSLATE_NOOP("Error", "A value of this form is not possible here."),
        "",
    ),
    "mapping_setting_unknown": (
        QT_TRANSLATE_NOOP("Error", "File not taken"),
        QT_TRANSLATE_NOOP("Error", "There is no such setting."),
        "",
    ),
    "mapping_pair_twice": (
        QT_TRANSLATE_NOOP("Error", "Paired twice"),
        QT_TRANSLATE_NOOP("Error", "“{word}” of the account is paired with two words. It can mean one of them only."),
        "",
    ),
    "mapping_pair_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such word"),
        QT_TRANSLATE_NOOP("Error", "The list of the account has no “{word}”. It has: {options}."),
        "",
    ),
    "mapping_pairs_unfit": (
        QT_TRANSLATE_NOOP("Error", "No words to pair"),
        QT_TRANSLATE_NOOP("Error", "“{field}” holds no words: pairs are for choices, texts and tags."),
        "",
    ),
    "mapping_place_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such place"),
        QT_TRANSLATE_NOOP("Error", "The account has no “{place}”. It has: {places}."),
        "",
    ),
    "mapping_property_needed": (
        QT_TRANSLATE_NOOP("Error", "A property is missing"),
        QT_TRANSLATE_NOOP("Error", "“{field}” has no usual place: say which property of the account it is kept in."),
        "",
    ),
    "mapping_property_taken": (
        QT_TRANSLATE_NOOP("Error", "Already in use"),
        QT_TRANSLATE_NOOP(
            "Error",
            "“{property}” already holds “{other}”, and two fields cannot share a place. Give that one another property first, "
            "or switch it off.",
        ),
        "",
    ),
    "mapping_property_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such property"),
        QT_TRANSLATE_NOOP(
            "Error",
            "The account has no property “{property}” there, as far as crmdesk was told.",
        ),
        "",
    ),
    "mapping_read_only": (
        QT_TRANSLATE_NOOP("Error", "Read-only there"),
        QT_TRANSLATE_NOOP("Error", "Nobody can write “{property}” at the account. Let values only come in."),
        "",
    ),
    "mapping_type_unfit": (
        QT_TRANSLATE_NOOP("Error", "The types do not fit"),
        QT_TRANSLATE_NOOP("Error", "A field of this type cannot be kept in “{property}” ({type})."),
        "",
    ),
    "mapping_version_unknown": (
        QT_TRANSLATE_NOOP("Error", "No such version"),
        QT_TRANSLATE_NOOP("Error", "There is no version {version} of this mapping. There are: {versions}."),
        "",
    ),
    "pair_expected": (
        QT_TRANSLATE_NOOP("Error", "A word is missing"),
        QT_TRANSLATE_NOOP("Error", "“{value}” is not of the form THEIRS=OURS."),
        "",
    ),
}
