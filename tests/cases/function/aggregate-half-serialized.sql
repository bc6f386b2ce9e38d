-- case: An aggregate that is written out and never read in
-- error: 42P13
CREATE AGGREGATE total(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, SERIALFUNC = numeric_avg_serialize);
