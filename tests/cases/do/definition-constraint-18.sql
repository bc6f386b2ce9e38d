-- case: What pg_get_constraintdef() prints of NOT NULL, periods and what is not enforced
-- covers: do/do
-- postgres: 18
CREATE EXTENSION btree_gist;
CREATE TABLE room (id int, during tstzrange, PRIMARY KEY (id, during WITHOUT OVERLAPS));
CREATE TABLE booking (
    id int CONSTRAINT has_id NOT NULL NO INHERIT,
    room int,
    during tstzrange CONSTRAINT has_during NOT NULL,
    CONSTRAINT booking_room FOREIGN KEY (room, PERIOD during) REFERENCES room (id, PERIOD during),
    CONSTRAINT booking_once UNIQUE (id, during WITHOUT OVERLAPS)
);
ALTER TABLE booking ADD CONSTRAINT soft FOREIGN KEY (room, PERIOD during)
    REFERENCES room (id, PERIOD during) NOT ENFORCED;
ALTER TABLE booking ADD CONSTRAINT has_room NOT NULL room NOT VALID;
DO $$
DECLARE
    c record;
BEGIN
    FOR c IN SELECT conname, pg_get_constraintdef(oid) AS def FROM pg_constraint
        WHERE conrelid IN ('room'::regclass, 'booking'::regclass) AND contype <> 'c' ORDER BY conname
    LOOP
        EXECUTE format('CREATE TABLE %I (a int)', left(c.conname || ' ' || c.def, 60));
    END LOOP;
END $$;
