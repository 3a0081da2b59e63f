-- Version 1. Frozen once released: changes are new steps.
--
-- Record tables have one column per field of the catalogue. Their indexes start with "life" (live, trash, merged)
-- and end with the row's number, as every index of SQLite does: a list is a walk along one index, and a page goes on
-- behind a key of value and row number.

CREATE TABLE lead (
    rowid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    life TEXT DEFAULT 'live' NOT NULL,
    merged_into TEXT,
    sort_name TEXT DEFAULT '' NOT NULL,
    email TEXT,
    phone TEXT,
    salutation TEXT,
    first_name TEXT,
    last_name TEXT,
    emails TEXT,
    phones TEXT,
    street TEXT,
    postal_code TEXT,
    city TEXT,
    country TEXT,
    company TEXT,
    job_title TEXT,
    owner TEXT,
    tags TEXT,
    description TEXT,
    last_contact_at TEXT,
    lead_type TEXT,
    status TEXT,
    rating TEXT,
    stage TEXT,
    source TEXT,
    sector TEXT,
    horizon TEXT,
    property_type TEXT,
    property_address TEXT,
    property_surface_m2 NUMERIC,
    property_rooms NUMERIC,
    asking_price NUMERIC,
    asking_price_currency TEXT,
    estimate NUMERIC,
    estimate_currency TEXT,
    consent_phone TEXT,
    consent_email TEXT,
    created_at TEXT,
    modified_at TEXT,
    custom TEXT,
    UNIQUE (id)
);
CREATE INDEX ix_lead_asking_price ON lead (life, asking_price);
CREATE INDEX ix_lead_city ON lead (life, city);
CREATE INDEX ix_lead_company ON lead (life, company);
CREATE INDEX ix_lead_created_at ON lead (life, created_at);
CREATE INDEX ix_lead_email ON lead (life, email);
CREATE INDEX ix_lead_estimate ON lead (life, estimate);
CREATE INDEX ix_lead_horizon ON lead (life, horizon);
CREATE INDEX ix_lead_last_contact_at ON lead (life, last_contact_at);
CREATE INDEX ix_lead_last_name ON lead (life, last_name);
CREATE INDEX ix_lead_lead_type ON lead (life, lead_type);
CREATE INDEX ix_lead_modified_at ON lead (life, modified_at);
CREATE INDEX ix_lead_names ON lead (rowid, life, sort_name);
CREATE INDEX ix_lead_owner ON lead (life, owner);
CREATE INDEX ix_lead_phone ON lead (life, phone);
CREATE INDEX ix_lead_postal_code ON lead (life, postal_code);
CREATE INDEX ix_lead_property_rooms ON lead (life, property_rooms);
CREATE INDEX ix_lead_property_surface_m2 ON lead (life, property_surface_m2);
CREATE INDEX ix_lead_property_type ON lead (life, property_type);
CREATE INDEX ix_lead_rating ON lead (life, rating);
CREATE INDEX ix_lead_sector ON lead (life, sector);
CREATE INDEX ix_lead_sort_name ON lead (life, sort_name);
CREATE INDEX ix_lead_source ON lead (life, source);
CREATE INDEX ix_lead_stage ON lead (life, stage);
CREATE INDEX ix_lead_status ON lead (life, status);

CREATE TABLE contact (
    rowid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    life TEXT DEFAULT 'live' NOT NULL,
    merged_into TEXT,
    sort_name TEXT DEFAULT '' NOT NULL,
    email TEXT,
    phone TEXT,
    salutation TEXT,
    first_name TEXT,
    last_name TEXT,
    emails TEXT,
    phones TEXT,
    street TEXT,
    postal_code TEXT,
    city TEXT,
    country TEXT,
    company TEXT,
    job_title TEXT,
    owner TEXT,
    tags TEXT,
    description TEXT,
    last_contact_at TEXT,
    created_at TEXT,
    modified_at TEXT,
    custom TEXT,
    UNIQUE (id)
);
CREATE INDEX ix_contact_city ON contact (life, city);
CREATE INDEX ix_contact_company ON contact (life, company);
CREATE INDEX ix_contact_created_at ON contact (life, created_at);
CREATE INDEX ix_contact_email ON contact (life, email);
CREATE INDEX ix_contact_last_contact_at ON contact (life, last_contact_at);
CREATE INDEX ix_contact_last_name ON contact (life, last_name);
CREATE INDEX ix_contact_modified_at ON contact (life, modified_at);
CREATE INDEX ix_contact_names ON contact (rowid, life, sort_name);
CREATE INDEX ix_contact_owner ON contact (life, owner);
CREATE INDEX ix_contact_phone ON contact (life, phone);
CREATE INDEX ix_contact_postal_code ON contact (life, postal_code);
CREATE INDEX ix_contact_sort_name ON contact (life, sort_name);

CREATE TABLE company (
    rowid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    life TEXT DEFAULT 'live' NOT NULL,
    merged_into TEXT,
    sort_name TEXT DEFAULT '' NOT NULL,
    name TEXT,
    domain TEXT,
    phones TEXT,
    street TEXT,
    postal_code TEXT,
    city TEXT,
    country TEXT,
    industry TEXT,
    employees INTEGER,
    owner TEXT,
    created_at TEXT,
    modified_at TEXT,
    custom TEXT,
    UNIQUE (id)
);
CREATE INDEX ix_company_city ON company (life, city);
CREATE INDEX ix_company_created_at ON company (life, created_at);
CREATE INDEX ix_company_domain ON company (life, domain);
CREATE INDEX ix_company_industry ON company (life, industry);
CREATE INDEX ix_company_modified_at ON company (life, modified_at);
CREATE INDEX ix_company_name ON company (life, name);
CREATE INDEX ix_company_names ON company (rowid, life, sort_name);
CREATE INDEX ix_company_owner ON company (life, owner);
CREATE INDEX ix_company_postal_code ON company (life, postal_code);
CREATE INDEX ix_company_sort_name ON company (life, sort_name);

CREATE TABLE deal (
    rowid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    life TEXT DEFAULT 'live' NOT NULL,
    merged_into TEXT,
    sort_name TEXT DEFAULT '' NOT NULL,
    name TEXT,
    amount NUMERIC,
    amount_currency TEXT,
    pipeline TEXT,
    stage TEXT,
    close_date TEXT,
    probability NUMERIC,
    status TEXT,
    contacts TEXT,
    company TEXT,
    owner TEXT,
    created_at TEXT,
    modified_at TEXT,
    custom TEXT,
    UNIQUE (id)
);
CREATE INDEX ix_deal_amount ON deal (life, amount);
CREATE INDEX ix_deal_close_date ON deal (life, close_date);
CREATE INDEX ix_deal_company ON deal (life, company);
CREATE INDEX ix_deal_created_at ON deal (life, created_at);
CREATE INDEX ix_deal_modified_at ON deal (life, modified_at);
CREATE INDEX ix_deal_name ON deal (life, name);
CREATE INDEX ix_deal_names ON deal (rowid, life, sort_name);
CREATE INDEX ix_deal_owner ON deal (life, owner);
CREATE INDEX ix_deal_pipeline ON deal (life, pipeline);
CREATE INDEX ix_deal_sort_name ON deal (life, sort_name);
CREATE INDEX ix_deal_stage ON deal (life, stage);
CREATE INDEX ix_deal_status ON deal (life, status);

CREATE TABLE activity (
    rowid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    life TEXT DEFAULT 'live' NOT NULL,
    merged_into TEXT,
    sort_name TEXT DEFAULT '' NOT NULL,
    type TEXT,
    subject TEXT,
    body TEXT,
    due_at TEXT,
    starts_at TEXT,
    ends_at TEXT,
    duration_s INTEGER,
    done INTEGER,
    outcome TEXT,
    priority TEXT,
    about TEXT,
    owner TEXT,
    created_at TEXT,
    modified_at TEXT,
    custom TEXT,
    UNIQUE (id)
);
CREATE INDEX ix_activity_created_at ON activity (life, created_at);
CREATE INDEX ix_activity_done ON activity (life, done);
CREATE INDEX ix_activity_due_at ON activity (life, due_at);
CREATE INDEX ix_activity_modified_at ON activity (life, modified_at);
CREATE INDEX ix_activity_names ON activity (rowid, life, sort_name);
CREATE INDEX ix_activity_owner ON activity (life, owner);
CREATE INDEX ix_activity_priority ON activity (life, priority);
CREATE INDEX ix_activity_sort_name ON activity (life, sort_name);
CREATE INDEX ix_activity_starts_at ON activity (life, starts_at);
CREATE INDEX ix_activity_subject ON activity (life, subject);
CREATE INDEX ix_activity_type ON activity (life, type);

CREATE TABLE note (
    rowid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    life TEXT DEFAULT 'live' NOT NULL,
    merged_into TEXT,
    sort_name TEXT DEFAULT '' NOT NULL,
    body TEXT,
    about TEXT,
    owner TEXT,
    created_at TEXT,
    modified_at TEXT,
    custom TEXT,
    UNIQUE (id)
);
CREATE INDEX ix_note_created_at ON note (life, created_at);
CREATE INDEX ix_note_modified_at ON note (life, modified_at);
CREATE INDEX ix_note_names ON note (rowid, life, sort_name);
CREATE INDEX ix_note_owner ON note (life, owner);
CREATE INDEX ix_note_sort_name ON note (life, sort_name);

CREATE TABLE user (
    rowid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    life TEXT DEFAULT 'live' NOT NULL,
    merged_into TEXT,
    sort_name TEXT DEFAULT '' NOT NULL,
    name TEXT,
    email TEXT,
    active INTEGER,
    custom TEXT,
    UNIQUE (id)
);
CREATE INDEX ix_user_email ON user (life, email);
CREATE INDEX ix_user_name ON user (life, name);
CREATE INDEX ix_user_names ON user (rowid, life, sort_name);
CREATE INDEX ix_user_sort_name ON user (life, sort_name);

CREATE TABLE pipeline (
    rowid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    life TEXT DEFAULT 'live' NOT NULL,
    merged_into TEXT,
    sort_name TEXT DEFAULT '' NOT NULL,
    name TEXT,
    "of" TEXT,
    position INTEGER,
    custom TEXT,
    UNIQUE (id)
);
CREATE INDEX ix_pipeline_name ON pipeline (life, name);
CREATE INDEX ix_pipeline_names ON pipeline (rowid, life, sort_name);
CREATE INDEX ix_pipeline_sort_name ON pipeline (life, sort_name);

CREATE TABLE stage (
    rowid INTEGER NOT NULL PRIMARY KEY,
    id TEXT NOT NULL,
    life TEXT DEFAULT 'live' NOT NULL,
    merged_into TEXT,
    sort_name TEXT DEFAULT '' NOT NULL,
    name TEXT,
    pipeline TEXT,
    position INTEGER,
    probability NUMERIC,
    closed INTEGER,
    custom TEXT,
    UNIQUE (id)
);
CREATE INDEX ix_stage_name ON stage (life, name);
CREATE INDEX ix_stage_names ON stage (rowid, life, sort_name);
CREATE INDEX ix_stage_pipeline ON stage (life, pipeline);
CREATE INDEX ix_stage_sort_name ON stage (life, sort_name);

-- Bookkeeping.

CREATE TABLE connection (
    id VARCHAR NOT NULL PRIMARY KEY,
    name VARCHAR NOT NULL,
    vendor VARCHAR NOT NULL,
    base_url VARCHAR,
    ca_file VARCHAR,
    account_id VARCHAR NOT NULL,
    account_name VARCHAR NOT NULL,
    account_json VARCHAR NOT NULL,
    settings VARCHAR NOT NULL,
    described VARCHAR,
    described_at VARCHAR,
    sending BOOLEAN NOT NULL,
    state VARCHAR NOT NULL,
    interval_s INTEGER NOT NULL,
    clock_offset_s FLOAT,
    created_at VARCHAR NOT NULL,
    last_success VARCHAR,
    failure VARCHAR,
    budget VARCHAR,
    first_sync VARCHAR NOT NULL,
    UNIQUE (name)
);

CREATE TABLE secret (
    connection VARCHAR NOT NULL PRIMARY KEY,
    sealed BLOB NOT NULL
);

CREATE TABLE lease (
    name VARCHAR NOT NULL PRIMARY KEY,
    holder VARCHAR NOT NULL,
    until FLOAT NOT NULL
);

CREATE TABLE link (
    id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
    connection VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    remote_id VARCHAR,
    record VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    version VARCHAR,
    seen_hash BLOB,
    base BLOB,
    dirty INTEGER NOT NULL,
    UNIQUE (connection, object, remote_id),
    UNIQUE (record, connection, object)
);
CREATE INDEX ix_link_dirty ON link (connection, object, id, record) WHERE dirty = 1;

CREATE TABLE alias (
    connection VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    remote_id VARCHAR NOT NULL,
    link INTEGER NOT NULL,
    gone INTEGER NOT NULL,
    PRIMARY KEY (connection, object, remote_id)
);

CREATE TABLE inbox (
    connection VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    remote_id VARCHAR NOT NULL,
    seq INTEGER NOT NULL,
    "row" BLOB NOT NULL,
    hash BLOB,
    absent INTEGER NOT NULL,
    waiting INTEGER NOT NULL,
    held INTEGER NOT NULL,
    doubt VARCHAR,
    PRIMARY KEY (connection, object, remote_id)
);
CREATE INDEX ix_inbox_order ON inbox (connection, object, waiting, seq);

CREATE TABLE dangling (
    connection VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    remote_id VARCHAR NOT NULL,
    link INTEGER NOT NULL,
    field VARCHAR NOT NULL,
    PRIMARY KEY (connection, object, remote_id, link, field)
);

CREATE TABLE mention (
    source VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    target VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    PRIMARY KEY (source, field, target)
);
CREATE INDEX ix_mention_target ON mention (target, kind);

CREATE TABLE intent (
    id INTEGER NOT NULL PRIMARY KEY,
    connection VARCHAR NOT NULL,
    link INTEGER NOT NULL,
    record VARCHAR NOT NULL,
    verb VARCHAR NOT NULL,
    fields VARCHAR NOT NULL,
    expected VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    attempts INTEGER NOT NULL,
    not_before VARCHAR,
    sent_at VARCHAR NOT NULL,
    run VARCHAR,
    error VARCHAR,
    needle VARCHAR
);
CREATE UNIQUE INDEX ix_intent_link ON intent (link) WHERE state <> 'done';
CREATE INDEX ix_intent_open ON intent (connection, state, id) WHERE state <> 'done';

-- Looks. What was written without a condition, and whose history at the account has still to be read.
CREATE TABLE look (
    id INTEGER NOT NULL PRIMARY KEY,
    connection VARCHAR NOT NULL,
    link INTEGER NOT NULL,
    field VARCHAR NOT NULL,
    sent VARCHAR NOT NULL,
    stored VARCHAR NOT NULL,
    expected VARCHAR NOT NULL
);
CREATE INDEX ix_look_connection ON look (connection, id);

-- Traffic. What was asked of an account, in numbers by day and endpoint.
CREATE TABLE traffic (
    connection VARCHAR NOT NULL,
    day VARCHAR NOT NULL,
    endpoint VARCHAR NOT NULL,
    calls INTEGER NOT NULL,
    sent_bytes INTEGER NOT NULL,
    received_bytes INTEGER NOT NULL,
    refusals INTEGER NOT NULL,
    retries INTEGER NOT NULL,
    refreshes INTEGER NOT NULL,
    PRIMARY KEY (connection, day, endpoint)
);

CREATE TABLE cursor (
    connection VARCHAR NOT NULL,
    feed VARCHAR NOT NULL,
    cursor VARCHAR NOT NULL,
    read_at VARCHAR NOT NULL,
    complete INTEGER NOT NULL,
    PRIMARY KEY (connection, feed)
);

CREATE TABLE sweep (
    connection VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    remote_id VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    missed INTEGER NOT NULL,
    asked INTEGER NOT NULL,
    PRIMARY KEY (connection, object, remote_id)
);

CREATE TABLE "conflict" (
    id VARCHAR NOT NULL PRIMARY KEY,
    record VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    why VARCHAR NOT NULL,
    "before" VARCHAR NOT NULL,
    accounts VARCHAR NOT NULL,
    opened_at VARCHAR NOT NULL,
    run VARCHAR,
    state VARCHAR NOT NULL,
    decision VARCHAR
);
CREATE UNIQUE INDEX ix_conflict_open ON "conflict" (record, field) WHERE state = 'open';
CREATE INDEX ix_conflict_state ON "conflict" (state, opened_at);

CREATE TABLE decision (
    id VARCHAR NOT NULL PRIMARY KEY,
    "conflict" VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    keep VARCHAR NOT NULL,
    chosen VARCHAR NOT NULL,
    rejected VARCHAR NOT NULL,
    undo VARCHAR NOT NULL
);
CREATE INDEX ix_decision_conflict ON decision ("conflict");

CREATE TABLE history (
    seq INTEGER NOT NULL PRIMARY KEY,
    at VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    field VARCHAR,
    old VARCHAR,
    new VARCHAR,
    cause VARCHAR NOT NULL,
    event VARCHAR,
    connection VARCHAR,
    run VARCHAR,
    change VARCHAR,
    decision VARCHAR
);
CREATE INDEX ix_history_change ON history (change) WHERE change IS NOT NULL;
CREATE INDEX ix_history_record ON history (record, seq);
CREATE INDEX ix_history_run ON history (run) WHERE run IS NOT NULL;

CREATE TABLE change (
    id VARCHAR NOT NULL PRIMARY KEY,
    at VARCHAR NOT NULL,
    what VARCHAR NOT NULL,
    undone INTEGER NOT NULL
);

CREATE TABLE run (
    id VARCHAR NOT NULL PRIMARY KEY,
    connection VARCHAR NOT NULL,
    started_at VARCHAR NOT NULL,
    ledger INTEGER NOT NULL,
    ended_at VARCHAR,
    status VARCHAR NOT NULL,
    counts VARCHAR NOT NULL,
    error VARCHAR
);
CREATE INDEX ix_run_connection ON run (connection, started_at);

CREATE TABLE problem (
    id INTEGER NOT NULL PRIMARY KEY,
    connection VARCHAR NOT NULL,
    record VARCHAR,
    kind VARCHAR,
    field VARCHAR,
    verb VARCHAR,
    "key" VARCHAR NOT NULL,
    data VARCHAR NOT NULL,
    first_at VARCHAR NOT NULL,
    last_at VARCHAR NOT NULL,
    times INTEGER NOT NULL,
    next_try VARCHAR
);
CREATE INDEX ix_problem_record ON problem (record);

CREATE TABLE review (
    id VARCHAR NOT NULL PRIMARY KEY,
    connection VARCHAR NOT NULL,
    object VARCHAR NOT NULL,
    sending INTEGER NOT NULL,
    alarms VARCHAR NOT NULL,
    opened_at VARCHAR NOT NULL,
    run VARCHAR,
    state VARCHAR NOT NULL,
    answer VARCHAR,
    decided_at VARCHAR,
    ledger INTEGER,
    who VARCHAR,
    preview VARCHAR
);
CREATE UNIQUE INDEX ix_review_open ON review (connection, object, sending) WHERE state = 'open';

CREATE TABLE notice (
    id INTEGER NOT NULL PRIMARY KEY,
    at VARCHAR NOT NULL,
    connection VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    field VARCHAR NOT NULL,
    "key" VARCHAR NOT NULL,
    data VARCHAR NOT NULL
);
CREATE INDEX ix_notice_record ON notice (record);

CREATE TABLE unfinished (
    "key" VARCHAR NOT NULL PRIMARY KEY,
    at VARCHAR NOT NULL,
    record VARCHAR,
    what VARCHAR NOT NULL
);

CREATE TABLE unindexed (
    kind VARCHAR NOT NULL PRIMARY KEY,
    searched INTEGER NOT NULL,
    indexes VARCHAR NOT NULL
);

-- Field mapping. Every version that a person made stays; the newest counts. The name of a custom field carries its type.

CREATE TABLE mapping (
    connection VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    made_at VARCHAR NOT NULL,
    rules VARCHAR NOT NULL,
    PRIMARY KEY (connection, version)
);

CREATE TABLE custom_field (
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    options VARCHAR NOT NULL,
    PRIMARY KEY (kind, name)
);

-- Policies. Every version of each stays, with who made it and when; the newest counts, and without a rule it is removed.

CREATE TABLE policy (
    id VARCHAR NOT NULL,
    version INTEGER NOT NULL,
    made_at VARCHAR NOT NULL,
    who VARCHAR NOT NULL,
    rule VARCHAR,
    PRIMARY KEY (id, version)
);

-- Matching. What people, companies and users are known by, so that rows of several accounts are found to be the same
-- one's. Kept once there is anything to compare with: of the rows numbered up to "until" (traced), and the triggers leave
-- all others alone. Rows are numbered anew behind the last one, so what is deleted at the end takes "until" with it.

CREATE TABLE trait (
    value VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    record VARCHAR NOT NULL,
    PRIMARY KEY (value, kind, record)
);
CREATE INDEX ix_trait_record ON trait (record);

CREATE TABLE traced (
    kind VARCHAR NOT NULL PRIMARY KEY,
    until INTEGER NOT NULL
);

CREATE TABLE apart (
    first VARCHAR NOT NULL,
    second VARCHAR NOT NULL,
    at VARCHAR NOT NULL,
    PRIMARY KEY (first, second)
);

CREATE VIEW lead_traits AS
SELECT lead.rowid AS rowid, lead.id AS record, item.value ->> 'value' AS value FROM lead, json_each(lead.emails) AS item
UNION ALL
SELECT lead.rowid AS rowid, lead.id AS record, item.value ->> 'value' AS value FROM lead, json_each(lead.phones) AS item;
CREATE TRIGGER lead_traits_deleted AFTER DELETE ON lead BEGIN
    DELETE FROM trait WHERE record = old.id;
    UPDATE traced SET until = coalesce((SELECT max(rowid) FROM lead), 0)
    WHERE kind = 'lead' AND until > coalesce((SELECT max(rowid) FROM lead), 0);
END;
CREATE TRIGGER lead_traits_updated AFTER UPDATE OF emails, phones ON lead
WHEN (old.emails IS NOT new.emails OR old.phones IS NOT new.phones)
    AND old.rowid <= (SELECT until FROM traced WHERE kind = 'lead') BEGIN
    DELETE FROM trait WHERE record = old.id;
    INSERT INTO trait (value, kind, record)
    SELECT DISTINCT value, 'lead', record FROM lead_traits WHERE rowid = new.rowid;
END;
CREATE VIEW contact_traits AS
SELECT contact.rowid AS rowid, contact.id AS record, item.value ->> 'value' AS value FROM contact, json_each(contact.emails) AS item
UNION ALL
SELECT contact.rowid AS rowid, contact.id AS record, item.value ->> 'value' AS value FROM contact, json_each(contact.phones) AS item;
CREATE TRIGGER contact_traits_deleted AFTER DELETE ON contact BEGIN
    DELETE FROM trait WHERE record = old.id;
    UPDATE traced SET until = coalesce((SELECT max(rowid) FROM contact), 0)
    WHERE kind = 'contact' AND until > coalesce((SELECT max(rowid) FROM contact), 0);
END;
CREATE TRIGGER contact_traits_updated AFTER UPDATE OF emails, phones ON contact
WHEN (old.emails IS NOT new.emails OR old.phones IS NOT new.phones)
    AND old.rowid <= (SELECT until FROM traced WHERE kind = 'contact') BEGIN
    DELETE FROM trait WHERE record = old.id;
    INSERT INTO trait (value, kind, record)
    SELECT DISTINCT value, 'contact', record FROM contact_traits WHERE rowid = new.rowid;
END;
CREATE VIEW company_traits AS
SELECT
    rowid, id AS record,
    rtrim(replace(replace(replace(lower(domain), 'https://', ''), 'http://', ''), 'www.', ''), '/') AS value
FROM company WHERE domain IS NOT NULL
UNION ALL
SELECT company.rowid AS rowid, company.id AS record, item.value ->> 'value' AS value
FROM company, json_each(company.phones) AS item;
CREATE TRIGGER company_traits_deleted AFTER DELETE ON company BEGIN
    DELETE FROM trait WHERE record = old.id;
    UPDATE traced SET until = coalesce((SELECT max(rowid) FROM company), 0)
    WHERE kind = 'company' AND until > coalesce((SELECT max(rowid) FROM company), 0);
END;
CREATE TRIGGER company_traits_updated AFTER UPDATE OF domain, phones ON company
WHEN (old.domain IS NOT new.domain OR old.phones IS NOT new.phones)
    AND old.rowid <= (SELECT until FROM traced WHERE kind = 'company') BEGIN
    DELETE FROM trait WHERE record = old.id;
    INSERT INTO trait (value, kind, record)
    SELECT DISTINCT value, 'company', record FROM company_traits WHERE rowid = new.rowid;
END;
CREATE VIEW user_traits AS SELECT rowid, id AS record, lower(email) AS value FROM user WHERE email IS NOT NULL;
CREATE TRIGGER user_traits_deleted AFTER DELETE ON user BEGIN
    DELETE FROM trait WHERE record = old.id;
    UPDATE traced SET until = coalesce((SELECT max(rowid) FROM user), 0)
    WHERE kind = 'user' AND until > coalesce((SELECT max(rowid) FROM user), 0);
END;
CREATE TRIGGER user_traits_updated AFTER UPDATE OF email ON user
WHEN old.email IS NOT new.email
    AND old.rowid <= (SELECT until FROM traced WHERE kind = 'user') BEGIN
    DELETE FROM trait WHERE record = old.id;
    INSERT INTO trait (value, kind, record)
    SELECT DISTINCT value, 'user', record FROM user_traits WHERE rowid = new.rowid;
END;

-- Search. The words of a record, without accents and case, and the fragments of its addresses and numbers. The tables
-- hold no text of their own; views say what is indexed, triggers keep it in step. While the indexes of a kind are set
-- aside (unindexed), they hold the rows up to the number "searched", and the triggers leave all others alone. Country
-- and top-level domain are left out of the words: nearly every record has the same. French numbers are written as
-- people type them, and each begins with a space, so that "begins with 06" can be asked.
-- Custom fields are among the words, but for yes/no and days: everybody has the same of these.

CREATE VIRTUAL TABLE lead_words USING fts5(
    name, place, text, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE VIEW lead_words_source AS SELECT
    rowid,
    concat_ws(' ', salutation, first_name, last_name) AS name,
    concat_ws(' ', street, postal_code, city, sector, property_address) AS place,
    concat_ws(' ', job_title, source, tags, description, (
        SELECT group_concat(rtrim(value ->> 'value', replace(value ->> 'value', '.', '')), ' ')
        FROM json_each(lead.emails)
    ), (
        SELECT group_concat(value, ' ') FROM json_each(lead.custom)
        WHERE key GLOB 'x.*' AND key NOT GLOB 'x.boolean.*' AND key NOT GLOB 'x.date*'
    )) AS text
FROM lead;
CREATE TRIGGER lead_words_inserted AFTER INSERT ON lead
WHEN new.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'lead'), new.rowid) BEGIN
    INSERT INTO lead_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM lead_words_source WHERE rowid = new.rowid;
END;
CREATE TRIGGER lead_words_deleted AFTER DELETE ON lead BEGIN
    DELETE FROM lead_words WHERE rowid = old.rowid;
END;
CREATE TRIGGER lead_words_updated AFTER UPDATE OF
    salutation, first_name, last_name, street, postal_code, city, sector, property_address, job_title, source,
    tags, description, emails, custom ON lead
WHEN old.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'lead'), old.rowid) AND (
    old.salutation IS NOT new.salutation
    OR old.first_name IS NOT new.first_name
    OR old.last_name IS NOT new.last_name
    OR old.street IS NOT new.street
    OR old.postal_code IS NOT new.postal_code
    OR old.city IS NOT new.city
    OR old.sector IS NOT new.sector
    OR old.property_address IS NOT new.property_address
    OR old.job_title IS NOT new.job_title
    OR old.source IS NOT new.source
    OR old.tags IS NOT new.tags
    OR old.description IS NOT new.description
    OR old.emails IS NOT new.emails
    OR old.custom IS NOT new.custom
) BEGIN
    DELETE FROM lead_words WHERE rowid = old.rowid;
    INSERT INTO lead_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM lead_words_source WHERE rowid = new.rowid;
END;
CREATE VIRTUAL TABLE lead_fragments USING fts5(
    email, phone, content='', contentless_delete=1,
    tokenize='trigram'
);
CREATE VIEW lead_fragments_source AS SELECT
    rowid,
    (
        SELECT group_concat(value ->> 'value', ' ')
        FROM json_each(lead.emails)
    ) AS email,
    (
        SELECT group_concat(
            ' ' || replace(replace(replace(replace(value ->> 'value', '+33', '0'), ' ', ''), '.', ''), '-', ''), ''
        )
        FROM json_each(lead.phones)
    ) AS phone
FROM lead;
CREATE TRIGGER lead_fragments_inserted AFTER INSERT ON lead
WHEN new.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'lead'), new.rowid) BEGIN
    INSERT INTO lead_fragments (rowid, email, phone)
    SELECT rowid, email, phone FROM lead_fragments_source WHERE rowid = new.rowid;
END;
CREATE TRIGGER lead_fragments_deleted AFTER DELETE ON lead BEGIN
    DELETE FROM lead_fragments WHERE rowid = old.rowid;
END;
CREATE TRIGGER lead_fragments_updated AFTER UPDATE OF emails, phones ON lead
WHEN old.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'lead'), old.rowid) AND (
    old.emails IS NOT new.emails
    OR old.phones IS NOT new.phones
) BEGIN
    DELETE FROM lead_fragments WHERE rowid = old.rowid;
    INSERT INTO lead_fragments (rowid, email, phone)
    SELECT rowid, email, phone FROM lead_fragments_source WHERE rowid = new.rowid;
END;

CREATE VIRTUAL TABLE contact_words USING fts5(
    name, place, text, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE VIEW contact_words_source AS SELECT
    rowid,
    concat_ws(' ', salutation, first_name, last_name) AS name,
    concat_ws(' ', street, postal_code, city) AS place,
    concat_ws(' ', job_title, tags, description, (
        SELECT group_concat(rtrim(value ->> 'value', replace(value ->> 'value', '.', '')), ' ')
        FROM json_each(contact.emails)
    ), (
        SELECT group_concat(value, ' ') FROM json_each(contact.custom)
        WHERE key GLOB 'x.*' AND key NOT GLOB 'x.boolean.*' AND key NOT GLOB 'x.date*'
    )) AS text
FROM contact;
CREATE TRIGGER contact_words_inserted AFTER INSERT ON contact
WHEN new.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'contact'), new.rowid) BEGIN
    INSERT INTO contact_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM contact_words_source WHERE rowid = new.rowid;
END;
CREATE TRIGGER contact_words_deleted AFTER DELETE ON contact BEGIN
    DELETE FROM contact_words WHERE rowid = old.rowid;
END;
CREATE TRIGGER contact_words_updated AFTER UPDATE OF
    salutation, first_name, last_name, street, postal_code, city, job_title, tags, description, emails, custom ON contact
WHEN old.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'contact'), old.rowid) AND (
    old.salutation IS NOT new.salutation
    OR old.first_name IS NOT new.first_name
    OR old.last_name IS NOT new.last_name
    OR old.street IS NOT new.street
    OR old.postal_code IS NOT new.postal_code
    OR old.city IS NOT new.city
    OR old.job_title IS NOT new.job_title
    OR old.tags IS NOT new.tags
    OR old.description IS NOT new.description
    OR old.emails IS NOT new.emails
    OR old.custom IS NOT new.custom
) BEGIN
    DELETE FROM contact_words WHERE rowid = old.rowid;
    INSERT INTO contact_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM contact_words_source WHERE rowid = new.rowid;
END;
CREATE VIRTUAL TABLE contact_fragments USING fts5(
    email, phone, content='', contentless_delete=1,
    tokenize='trigram'
);
CREATE VIEW contact_fragments_source AS SELECT
    rowid,
    (
        SELECT group_concat(value ->> 'value', ' ')
        FROM json_each(contact.emails)
    ) AS email,
    (
        SELECT group_concat(
            ' ' || replace(replace(replace(replace(value ->> 'value', '+33', '0'), ' ', ''), '.', ''), '-', ''), ''
        )
        FROM json_each(contact.phones)
    ) AS phone
FROM contact;
CREATE TRIGGER contact_fragments_inserted AFTER INSERT ON contact
WHEN new.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'contact'), new.rowid) BEGIN
    INSERT INTO contact_fragments (rowid, email, phone)
    SELECT rowid, email, phone FROM contact_fragments_source WHERE rowid = new.rowid;
END;
CREATE TRIGGER contact_fragments_deleted AFTER DELETE ON contact BEGIN
    DELETE FROM contact_fragments WHERE rowid = old.rowid;
END;
CREATE TRIGGER contact_fragments_updated AFTER UPDATE OF emails, phones ON contact
WHEN old.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'contact'), old.rowid) AND (
    old.emails IS NOT new.emails
    OR old.phones IS NOT new.phones
) BEGIN
    DELETE FROM contact_fragments WHERE rowid = old.rowid;
    INSERT INTO contact_fragments (rowid, email, phone)
    SELECT rowid, email, phone FROM contact_fragments_source WHERE rowid = new.rowid;
END;

CREATE VIRTUAL TABLE company_words USING fts5(
    name, place, text, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE VIEW company_words_source AS SELECT
    rowid,
    name AS name,
    concat_ws(' ', street, postal_code, city) AS place,
    concat_ws(' ', domain, industry, (
        SELECT group_concat(value, ' ') FROM json_each(company.custom)
        WHERE key GLOB 'x.*' AND key NOT GLOB 'x.boolean.*' AND key NOT GLOB 'x.date*'
    )) AS text
FROM company;
CREATE TRIGGER company_words_inserted AFTER INSERT ON company
WHEN new.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'company'), new.rowid) BEGIN
    INSERT INTO company_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM company_words_source WHERE rowid = new.rowid;
END;
CREATE TRIGGER company_words_deleted AFTER DELETE ON company BEGIN
    DELETE FROM company_words WHERE rowid = old.rowid;
END;
CREATE TRIGGER company_words_updated AFTER UPDATE OF name, street, postal_code, city, domain, industry, custom ON company
WHEN old.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'company'), old.rowid) AND (
    old.name IS NOT new.name
    OR old.street IS NOT new.street
    OR old.postal_code IS NOT new.postal_code
    OR old.city IS NOT new.city
    OR old.domain IS NOT new.domain
    OR old.industry IS NOT new.industry
    OR old.custom IS NOT new.custom
) BEGIN
    DELETE FROM company_words WHERE rowid = old.rowid;
    INSERT INTO company_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM company_words_source WHERE rowid = new.rowid;
END;
CREATE VIRTUAL TABLE company_fragments USING fts5(
    email, phone, content='', contentless_delete=1,
    tokenize='trigram'
);
CREATE VIEW company_fragments_source AS SELECT
    rowid,
    domain AS email,
    (
        SELECT group_concat(
            ' ' || replace(replace(replace(replace(value ->> 'value', '+33', '0'), ' ', ''), '.', ''), '-', ''), ''
        )
        FROM json_each(company.phones)
    ) AS phone
FROM company;
CREATE TRIGGER company_fragments_inserted AFTER INSERT ON company
WHEN new.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'company'), new.rowid) BEGIN
    INSERT INTO company_fragments (rowid, email, phone)
    SELECT rowid, email, phone FROM company_fragments_source WHERE rowid = new.rowid;
END;
CREATE TRIGGER company_fragments_deleted AFTER DELETE ON company BEGIN
    DELETE FROM company_fragments WHERE rowid = old.rowid;
END;
CREATE TRIGGER company_fragments_updated AFTER UPDATE OF domain, phones ON company
WHEN old.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'company'), old.rowid) AND (
    old.domain IS NOT new.domain
    OR old.phones IS NOT new.phones
) BEGIN
    DELETE FROM company_fragments WHERE rowid = old.rowid;
    INSERT INTO company_fragments (rowid, email, phone)
    SELECT rowid, email, phone FROM company_fragments_source WHERE rowid = new.rowid;
END;

CREATE VIRTUAL TABLE deal_words USING fts5(
    name, place, text, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE VIEW deal_words_source AS SELECT
    rowid,
    name AS name,
    '' AS place,
    concat_ws(' ', (
        SELECT group_concat(value, ' ') FROM json_each(deal.custom)
        WHERE key GLOB 'x.*' AND key NOT GLOB 'x.boolean.*' AND key NOT GLOB 'x.date*'
    )) AS text
FROM deal;
CREATE TRIGGER deal_words_inserted AFTER INSERT ON deal
WHEN new.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'deal'), new.rowid) BEGIN
    INSERT INTO deal_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM deal_words_source WHERE rowid = new.rowid;
END;
CREATE TRIGGER deal_words_deleted AFTER DELETE ON deal BEGIN
    DELETE FROM deal_words WHERE rowid = old.rowid;
END;
CREATE TRIGGER deal_words_updated AFTER UPDATE OF name, custom ON deal
WHEN old.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'deal'), old.rowid) AND (
    old.name IS NOT new.name
    OR old.custom IS NOT new.custom
) BEGIN
    DELETE FROM deal_words WHERE rowid = old.rowid;
    INSERT INTO deal_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM deal_words_source WHERE rowid = new.rowid;
END;

CREATE VIRTUAL TABLE activity_words USING fts5(
    name, place, text, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE VIEW activity_words_source AS SELECT
    rowid,
    subject AS name,
    '' AS place,
    concat_ws(' ', outcome, body, (
        SELECT group_concat(value, ' ') FROM json_each(activity.custom)
        WHERE key GLOB 'x.*' AND key NOT GLOB 'x.boolean.*' AND key NOT GLOB 'x.date*'
    )) AS text
FROM activity;
CREATE TRIGGER activity_words_inserted AFTER INSERT ON activity
WHEN new.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'activity'), new.rowid) BEGIN
    INSERT INTO activity_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM activity_words_source WHERE rowid = new.rowid;
END;
CREATE TRIGGER activity_words_deleted AFTER DELETE ON activity BEGIN
    DELETE FROM activity_words WHERE rowid = old.rowid;
END;
CREATE TRIGGER activity_words_updated AFTER UPDATE OF subject, outcome, body, custom ON activity
WHEN old.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'activity'), old.rowid) AND (
    old.subject IS NOT new.subject
    OR old.outcome IS NOT new.outcome
    OR old.body IS NOT new.body
    OR old.custom IS NOT new.custom
) BEGIN
    DELETE FROM activity_words WHERE rowid = old.rowid;
    INSERT INTO activity_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM activity_words_source WHERE rowid = new.rowid;
END;

CREATE VIRTUAL TABLE note_words USING fts5(
    name, place, text, content='', contentless_delete=1,
    tokenize='unicode61 remove_diacritics 2', prefix='2 3'
);
CREATE VIEW note_words_source AS SELECT
    rowid,
    '' AS name,
    '' AS place,
    concat_ws(' ', body, (
        SELECT group_concat(value, ' ') FROM json_each(note.custom)
        WHERE key GLOB 'x.*' AND key NOT GLOB 'x.boolean.*' AND key NOT GLOB 'x.date*'
    )) AS text
FROM note;
CREATE TRIGGER note_words_inserted AFTER INSERT ON note
WHEN new.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'note'), new.rowid) BEGIN
    INSERT INTO note_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM note_words_source WHERE rowid = new.rowid;
END;
CREATE TRIGGER note_words_deleted AFTER DELETE ON note BEGIN
    DELETE FROM note_words WHERE rowid = old.rowid;
END;
CREATE TRIGGER note_words_updated AFTER UPDATE OF body, custom ON note
WHEN old.rowid <= coalesce((SELECT searched FROM unindexed WHERE kind = 'note'), old.rowid) AND (
    old.body IS NOT new.body
    OR old.custom IS NOT new.custom
) BEGIN
    DELETE FROM note_words WHERE rowid = old.rowid;
    INSERT INTO note_words (rowid, name, place, text)
    SELECT rowid, name, place, text FROM note_words_source WHERE rowid = new.rowid;
END;
