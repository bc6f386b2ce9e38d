-- case: OIDs are gone
-- covers: create-table/with-storage
-- error: 0A000
CREATE TABLE t (a int) WITH (oids = true);
