-- case: Parameters of a class
-- covers: create-index/opclass-parameter
CREATE TABLE t (a int, b tsvector);
CREATE INDEX i1 ON t USING brin (a int4_minmax_multi_ops (values_per_range = 16));
CREATE INDEX i2 ON t USING gist (b tsvector_ops (siglen = 100));
