-- case: USING reads a column that the same statement drops
CREATE TABLE people (given text, family text, shown int);
ALTER TABLE people
    ALTER COLUMN shown TYPE text USING given || ' ' || family,
    DROP COLUMN family;
