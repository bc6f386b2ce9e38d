-- case: Indexes named and not
-- covers: create-index/index, create-index/unnamed, create-index/unique, create-index/using
CREATE TABLE t (a int, b text, c int[], d int4range);
CREATE INDEX i1 ON t (a);
CREATE INDEX ON t (a);
CREATE INDEX ON t (a);
CREATE UNIQUE INDEX ON t (a, b);
CREATE INDEX ON t USING hash (b);
CREATE INDEX ON t USING gin (c);
CREATE INDEX ON t USING gist (d);
CREATE INDEX ON t USING brin (a, b);
CREATE INDEX ON t USING spgist (b);
CREATE INDEX ON t USING btree (b);
