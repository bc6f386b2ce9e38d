-- case: What the method cannot do is refused before its operator classes are looked for
-- covers: create-index/include, create-index/using
-- error: 0A000
CREATE TABLE t (a int, b int);
CREATE INDEX i ON t USING gin (a) INCLUDE (b);
