-- case: a generated column may read tableoid, and name its own table in a literal

CREATE TABLE parcels (a int, b bool GENERATED ALWAYS AS (tableoid = 'parcels'::regclass) STORED);
