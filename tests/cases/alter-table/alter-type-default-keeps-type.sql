-- case: The default of a column of an enum keeps its type when the column gets another, and goes with it
-- covers: alter-table/type
CREATE TYPE currency AS ENUM ('eur', 'usd');
CREATE TABLE price (
    code currency NOT NULL DEFAULT 'eur',
    codes currency[] NOT NULL DEFAULT '{eur}'
);
ALTER TABLE price ALTER COLUMN code TYPE text, ALTER COLUMN codes TYPE text[];
DROP TYPE currency CASCADE;
