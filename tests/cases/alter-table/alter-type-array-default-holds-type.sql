-- case: The default of a column that was of an array of an enum still holds the enum
-- covers: alter-table/type
-- error: 2BP01
CREATE TYPE currency AS ENUM ('eur', 'usd');
CREATE TABLE price (codes currency[] NOT NULL DEFAULT '{eur}');
ALTER TABLE price ALTER COLUMN codes TYPE text[];
DROP TYPE currency;
