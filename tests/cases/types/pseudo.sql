-- case: A column has no pseudo-type
-- covers: create-table/column
-- error: 42P16
CREATE TABLE t (a anyelement);
