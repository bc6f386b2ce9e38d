-- case: What an ordered-set aggregate sorts by is not among the arguments of a call
CREATE AGGREGATE middle(float8 ORDER BY anyelement) (
    STYPE = internal, SFUNC = ordered_set_transition, FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA
);
CREATE TABLE t (a int);
CREATE VIEW v AS SELECT middle(0.5) WITHIN GROUP (ORDER BY a) AS m FROM t;
SELECT middle(0.5) WITHIN GROUP (ORDER BY a) FROM t;
