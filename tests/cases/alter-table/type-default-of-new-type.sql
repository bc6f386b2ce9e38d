-- case: a default that is cast to an enum keeps that type in a column of text, and fits the enum
-- covers: alter-table/type, alter-table/set-default

CREATE TYPE stage AS ENUM ('new', 'done');
CREATE TABLE jobs (
    id int PRIMARY KEY,
    stage text NOT NULL DEFAULT 'new',
    others text[] NOT NULL DEFAULT '{}'
);
ALTER TABLE jobs ALTER COLUMN stage SET DEFAULT 'new'::stage;
ALTER TABLE jobs ALTER COLUMN stage TYPE stage USING stage::stage;
ALTER TABLE jobs ALTER COLUMN others SET DEFAULT '{new}'::stage[];
ALTER TABLE jobs ALTER COLUMN others TYPE stage[] USING others::stage[];
