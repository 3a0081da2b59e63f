"""HubSpot's harsher traits, and both readings of what its fact sheet marks "(unverified)"."""

from __future__ import annotations

from crmdesk.sandbox.signin import signin_traits
from crmdesk.sandbox.traits import Trait

TRAITS = (
    Trait("search_lag_s", 0.0, "search shows the records as they were that many seconds ago (section 3.1, freshness)"),
    Trait("search_out_of_order", False, "each write takes a random part of search_lag_s to reach the search index"),
    Trait("epoch_zero_500", False, "a search with a time bound of 0 ms answers 500"),
    Trait("neq_matches_empty", False, "NEQ and NOT_IN also return records without a value"),
    Trait("association_filter_in", True, "a search takes associations.contact and the like with IN, not with EQ alone"),
    Trait("archived_scan_refused", False, "list?archived=true is refused for meetings, notes, calls and emails"),
    Trait("pkce_honoured", True, "a code_challenge sent at sign-in is checked against the code_verifier"),
    Trait("pkce_required", False, "sign-in without a code_challenge is refused"),
    Trait("pkce_without_secret", False, "a client with a right code_verifier needs no client_secret"),
    Trait("denied_error", "access_denied", "what error says after a refused consent"),
    *signin_traits(code_lifetime_s=600.0),
    Trait("required_scopes", ["oauth"], "scopes that the app marks required: each must be in scope"),
    Trait("declared_scopes", [], "scopes that the app declares, nothing else may be asked; empty: all that are known"),
    Trait(
        "activity_scopes",
        "contacts",
        "what reading and writing activities needs: the scopes of contacts, which those of their own"
        " may replace, or their own alone (section 1.3: newer lists)",
        ("contacts", "own"),
    ),
    Trait("token_lifetime_s", 1800.0, "expires_in of access tokens"),
    Trait("refresh_rotates", False, "each refresh gives a new refresh token and ends the old one"),
    Trait("bare_token_reply", False, "token replies without hub_id, scopes and user_id"),
    Trait("rate_limits", False, "requests over the limits are answered 429"),
    Trait("ten_secondly_limit", 110, "requests per rolling 10 s of an OAuth app"),
    Trait("service_key_limit", 100, "requests per rolling 10 s of a service key"),
    Trait("daily_limit", 250_000, "requests per day with service keys"),
    Trait("search_limit", 5, "searches per second of the account"),
    Trait("search_in_daily_count", False, "searches with service keys count in the day's requests too"),
    Trait(
        "associations_limit",
        100,
        "requests about associations per rolling 10 s of an app, which count in its own limit too",
    ),
    Trait("associations_daily_limit", 500_000, "requests about associations per day"),
    Trait("retry_after_on_429", False, "429 replies carry Retry-After, in seconds"),
    Trait("search_429_policy_name", False, "429 of a search carries policyName SECONDLY"),
    Trait("url_limit", 16_384, "longer request targets are answered 414"),
    Trait("company_currency", "EUR", "the account's currency, as its details name it"),
    Trait("leads_enabled", True, "the account has lead objects (Sales Hub Professional)"),
    Trait("schemas_without_object", False, "the schema of leads is readable where the account has no leads, too"),
    Trait("bare_account", False, "the account has no crmdesk properties; setting it seeds the account again"),
    Trait(
        "dated_write_rules", False, "the account has required and conditional properties, which 2026-09 paths enforce"
    ),
    Trait(
        "validation_rules", {}, 'rules of the account, {"contacts.firstname": "ALPHA"}; also NUMERIC and MAX_LENGTH:n'
    ),
    Trait(
        "backward_lifecycle",
        "kept",
        "moving lifecyclestage backward keeps the value or is refused",
        ("kept", "refused"),
    ),
    Trait("lifecycle_automation", False, "deals move their contacts' lifecyclestage to opportunity and customer"),
    Trait(
        "null_write", "clears", "writing null clears, changes nothing or is refused", ("clears", "ignored", "refused")
    ),
    Trait("email_conflict", "409", "PATCH of email to a taken address answers 409 or 400", ("409", "400")),
    Trait("domain_unique", False, "a second company with the same domain answers 409"),
    Trait("website_sets_domain", False, "writing a company's website also sets its domain"),
    Trait("company_enrichment", False, "a new company with a domain gets website and description from the vendor"),
    Trait(
        "number_code",
        "INVALID_LONG",
        "the code of a value that is no number",
        ("INVALID_LONG", "INVALID_INTEGER", "INVALID_DECIMAL", "INVALID_NUMBER"),
    ),
    Trait("completion_date_writable", False, "hs_task_completion_date can be written"),
    Trait("numbers_normalised", False, "numbers are stored in their shortest form (1500.00 as 1500)"),
    Trait(
        "service_key_source",
        "INTEGRATION",
        "what histories name as the source of a service key's writes",
        ("INTEGRATION", "API"),
    ),
    Trait("history_capped", False, "history keeps 45 entries a contact property, 20 of other objects"),
    Trait("second_delete_404", False, "archiving an archived record answers 404 instead of 204"),
    Trait(
        "batch_writes_prefix",
        False,
        "a refused batch/create without trace ids has written the inputs before the bad one",
    ),
    Trait("batch_archive_404", False, "batch/archive with an id that is not there is refused and archives none"),
    Trait("batch_shuffled", False, "batch results come in another order than the inputs"),
    Trait("restore_bumps_modified", True, "restoring a record in the UI moves its modified date"),
    Trait("associations_bump_modified", False, "linking and unlinking moves the modified dates of both records"),
    Trait(
        "associations_forbidden",
        False,
        "a user-level token without the permission to edit associations, which 2026-09 paths ask for: 403",
    ),
    Trait("deal_leads_unread", False, "links are read from lead to deal only: the way back finds none"),
    Trait("unique_email_shown", False, "the definition of email says hasUniqueValue true"),
)
