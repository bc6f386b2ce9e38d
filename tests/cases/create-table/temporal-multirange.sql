-- case: A temporal key over a range as the other column, and a multirange
-- covers: create-table/table-primary-key-without-overlaps
-- postgres: 18
CREATE TABLE t (r int4range, valid datemultirange, PRIMARY KEY (r, valid WITHOUT OVERLAPS));
