-- case: A literal takes the type of its column
-- covers: create-table/default
CREATE TABLE t (a varchar(3) DEFAULT 'abc', b bigint DEFAULT 1, c smallint DEFAULT 1, d numeric(5,2) DEFAULT 1, e char(2) DEFAULT 'x', f date DEFAULT '2025-01-01');
