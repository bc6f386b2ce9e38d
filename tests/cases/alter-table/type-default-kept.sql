-- case: Defaults are cast to the new type
-- covers: alter-table/type
CREATE TABLE t (a int DEFAULT 5, b text DEFAULT 'x', c varchar(3) DEFAULT 'abc', d date DEFAULT CURRENT_DATE);
ALTER TABLE t ALTER a TYPE numeric(6,2), ALTER b TYPE varchar(20), ALTER c TYPE text, ALTER d TYPE timestamptz;
