-- revision: next
-- down_revision: init
-- irreversible: a test

-- +up
CREATE TABLE p (a int, b int) PARTITION BY LIST (a, b);
CREATE TABLE readings (at timestamptz, note text);
CREATE INDEX readings_day ON readings ((at::date));
CREATE INDEX readings_next ON readings ((at + interval '1 day'));
CREATE FUNCTION short(note text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN left(note, 10);
END $$;
CREATE INDEX readings_short ON readings (short(note));
