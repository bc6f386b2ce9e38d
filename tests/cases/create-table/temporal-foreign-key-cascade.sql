-- case: A temporal foreign key takes no CASCADE
-- covers: create-table/table-foreign-key-period
-- postgres: 18
-- error: 0A000
CREATE TABLE p (r int4range, valid daterange, PRIMARY KEY (r, valid WITHOUT OVERLAPS));
CREATE TABLE c (r int4range, valid daterange, FOREIGN KEY (r, PERIOD valid) REFERENCES p (r, PERIOD valid) ON DELETE CASCADE);
