-- revision: 20260101_0000_options
-- down_revision: none
-- irreversible: a test
-- +up
CREATE SCHEMA app;
COMMENT ON SCHEMA app IS 'The flat one.';
CREATE SCHEMA audit;
COMMENT ON SCHEMA audit IS 'Who did what.';

CREATE TYPE app.account_state AS ENUM ('open', 'closed');
COMMENT ON TYPE app.account_state IS 'Whether an account can be used.';
CREATE DOMAIN app.email AS text CHECK (VALUE LIKE '%@%');
COMMENT ON DOMAIN app.email IS 'Where someone can be reached. @pii';

CREATE TABLE app.people (
    id    bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    email app.email NOT NULL UNIQUE,
    born  date
);
COMMENT ON TABLE app.people IS E'Everybody.\n\n    SELECT * FROM people;';
COMMENT ON COLUMN app.people.born IS '@pii';

CREATE TABLE app.accounts (
    person     bigint PRIMARY KEY REFERENCES app.people,
    type       text NOT NULL,
    "Odd Name" text,
    legacy     text,
    state      app.account_state NOT NULL DEFAULT 'open',
    balance    numeric NOT NULL DEFAULT 0,
    fee        numeric(6, 2) NOT NULL,
    settings   jsonb NOT NULL DEFAULT '{}',
    extra      json,
    opened_at  timestamptz NOT NULL DEFAULT now(),
    opens      time,
    local      timestamp
);

CREATE TABLE app.accounts_old (id int PRIMARY KEY);

CREATE TABLE app.readings (
    at    date NOT NULL,
    value numeric(10, 3) NOT NULL CHECK (value >= 0),
    PRIMARY KEY (at)
) PARTITION BY RANGE (at);
CREATE TABLE app.readings_2025 PARTITION OF app.readings FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE app.readings_2026 PARTITION OF app.readings FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');

CREATE VIEW app.reachable AS SELECT p.id, p.email, a.state FROM app.people p JOIN app.accounts a ON a.person = p.id;

CREATE TABLE audit.log (
    id  uuid PRIMARY KEY DEFAULT gen_random_uuid(),
    who bigint NOT NULL REFERENCES app.people,
    tz  timestamptz[] NOT NULL
);
CREATE INDEX ON audit.log (who);
CREATE TABLE audit.secrets (id int PRIMARY KEY);

-- Foreign keys of another type than the key that they refer to.
CREATE TABLE app.referrals (
    id       numeric(12, 0) PRIMARY KEY,
    referrer int NOT NULL UNIQUE REFERENCES app.people,
    parent   bigint REFERENCES app.referrals
);

CREATE TABLE public.notes (id int PRIMARY KEY, note text);
