-- case: But the key that it refers to does not go without CASCADE
-- covers: alter-table/drop-column
-- error: 2BP01
CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES t);
ALTER TABLE t DROP COLUMN id;
