-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE events (id bigint, at date NOT NULL, PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE FUNCTION make_part(of_table text, day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
        of_table || '_' || to_char(day, 'YYYYMMDD'), of_table, day, day + 1);
END $$;
-- pgbindgen: no-effect
SELECT make_part('events', now()::date);
SELECT make_part('events', now()::date + 1);
ALTER TABLE users ADD COLUMN name text;
