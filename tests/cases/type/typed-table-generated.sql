-- case: No generated columns on typed tables
-- covers: create-table/of-type-options
-- error: 0A000
CREATE TYPE entry AS (amount int, twice int);
CREATE TABLE lines OF entry (twice WITH OPTIONS GENERATED ALWAYS AS (amount * 2) STORED);
