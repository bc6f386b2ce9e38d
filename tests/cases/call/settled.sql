-- case: what a function makes by the clock is told by a comment above its call
-- covers: do/do
CREATE TABLE event (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
CREATE FUNCTION make_part(of_table text, day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF day < 'tomorrow'::date THEN
        EXECUTE format('CREATE TABLE %I PARTITION OF %I DEFAULT', of_table || '_rest', of_table);
    END IF;
END $$;
-- pgbindgen: effect "CREATE TABLE event_rest PARTITION OF event DEFAULT"
SELECT make_part('event', now()::date);
-- pgbindgen: no-effect
SELECT make_part('event', now()::date + 7);
CREATE INDEX event_at ON event (at);
