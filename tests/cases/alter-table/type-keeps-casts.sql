-- case: A check keeps the casts that it was read with when its column gets another type
-- covers: alter-table/type, create-table/check
CREATE TABLE t (
    a float8 CHECK (a > 10.2 AND a < 20),
    b int CHECK (b > 1.5),
    c numeric CONSTRAINT c_given CHECK (c > -1),
    d int CHECK (d > 1),
    e float4 CHECK (e >= 2)
);
CREATE INDEX i ON t (d) WHERE a > 11;
CREATE TABLE u () INHERITS (t);
ALTER TABLE t ALTER COLUMN a TYPE numeric, ALTER COLUMN b TYPE bigint;
ALTER TABLE t ALTER COLUMN c TYPE float8, ALTER COLUMN d TYPE numeric, ALTER COLUMN e TYPE float8;
