"""The harsher traits of Google Sheets, and both readings of what its fact sheet marks "(unverified)"."""

from __future__ import annotations

from crmdesk.sandbox.signin import signin_traits
from crmdesk.sandbox.traits import Trait

TRAITS = (
    Trait("sort_moves_tags", False, "what is pinned to a row goes along when the row's contents are sorted (section 3)"),
    Trait("metadata_per_sheet", True, "each sheet has 30,000 characters of metadata of its own besides the spreadsheet's"),
    Trait("metadata_limit", 30_000, "characters of metadata (keys and values) that a spreadsheet or sheet holds"),
    Trait("duplicate_metadata_id", "400", "a metadataId that there is already: refused, or another one is given",
          ("400", "renumbered")),
    Trait("find_replace_parses", True, "what findReplace puts into a cell is read as if it were typed"),
    Trait("bad_token_challenge", True, "a 401 carries WWW-Authenticate"),
    Trait("version_lag_s", 0.0, "modifiedTime and version of Drive are behind by so many seconds (section 7)"),
    Trait("covered_kept", False, "what is written to a cell that merged cells cover is held and read, not dropped"),
    Trait("cell_limit", 50_000, "characters that a cell holds"),
    Trait("cells_limit", 10_000_000, "cells that a spreadsheet holds"),
    Trait("role", "owner", "what this person may do with the agency's spreadsheet", ("owner", "writer", "reader", "none")),
    Trait("rate_limits", False, "requests over the quotas are answered 429"),
    Trait("user_reads", 60, "read requests a minute of a person"),
    Trait("user_writes", 60, "write requests a minute of a person"),
    Trait("project_reads", 300, "read requests a minute of the project"),
    Trait("project_writes", 300, "write requests a minute of the project"),
    Trait("quota_details", True, "a 429 names the quota in its details; older ones had a link only"),
    Trait("service_disabled", False, "the Sheets API is not switched on in the project: 403 SERVICE_DISABLED"),
    *signin_traits(code_lifetime_s=600.0),
    Trait("unticked_scopes", [], "scopes that the person unticks on the consent page"),
    Trait("secret_required", True, "the token endpoint wants the client secret although PKCE is used"),
    Trait("token_lifetime_s", 3599.0, "expires_in of access tokens"),
    Trait("testing_app", False, "the consent screen is External and in Testing: refresh tokens end after seven days"),
    Trait("refresh_token_expires_in", False, "token replies of a time-limited grant tell its end"),
    Trait("refresh_idle_days", 180, "a refresh token that is not used for so many days ends"),
    Trait("live_tokens", 100, "refresh tokens of a person and client; the oldest one ends silently"),
    Trait("bare_sheet", False, "the agency's sheet has no column for crmdesk's keys; setting it seeds again"),
    Trait("headings", "fr", "the language of the sheet's headings; setting it seeds again", ("fr", "en")),
)  # fmt: skip
