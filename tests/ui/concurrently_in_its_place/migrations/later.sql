-- revision: later
-- down_revision: init
-- transaction: off
-- irreversible: an example

-- +up
CREATE TABLE others (id bigint PRIMARY KEY, one int, two int);
CREATE INDEX others_by_one ON others (one);
CREATE INDEX others_by_two ON others (two);
DROP INDEX CONCURRENTLY others_by_one, others_by_two;
DROP INDEX CONCURRENTLY others_by_one CASCADE;
