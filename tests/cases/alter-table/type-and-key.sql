-- case: Types change before keys are made
-- covers: alter-table/several-actions, alter-table/type
CREATE TABLE t (a text, b text);
ALTER TABLE t ADD PRIMARY KEY (a), ALTER COLUMN a TYPE varchar(20), ALTER COLUMN b SET NOT NULL, ADD UNIQUE (b, a);
