-- case: Serial types of three sizes
-- covers: create-table/column
CREATE TABLE t (a serial, b bigserial PRIMARY KEY, c smallserial, d serial4 NOT NULL, e serial8, f serial2);
