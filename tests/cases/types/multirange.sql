-- case: Multiranges and arrays of ranges
-- covers: create-table/column
CREATE TABLE t (a int4multirange, b datemultirange, c nummultirange[], d daterange[]);
