-- case: PERIOD on the referenced side alone
-- covers: create-table/table-foreign-key-period
-- postgres: 18
-- error: 42830
CREATE TABLE p (r int4range, valid daterange, PRIMARY KEY (r, valid WITHOUT OVERLAPS));
CREATE TABLE c (r int4range, valid daterange, FOREIGN KEY (r, valid) REFERENCES p (r, PERIOD valid));
