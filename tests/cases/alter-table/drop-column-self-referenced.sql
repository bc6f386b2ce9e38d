-- case: A foreign key of the table itself goes along
-- covers: alter-table/drop-column
CREATE TABLE t (id int PRIMARY KEY, parent int REFERENCES t);
ALTER TABLE t DROP COLUMN parent;
