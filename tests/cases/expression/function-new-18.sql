-- case: A function of this version
-- covers: create-table/default
-- postgres: 18
CREATE TABLE t (id uuid DEFAULT uuidv7(), c bigint GENERATED ALWAYS AS (crc32(b)) STORED, b bytea);
