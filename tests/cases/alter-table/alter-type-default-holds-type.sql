-- case: The default of a column that was of an enum still holds the enum
-- covers: alter-table/type
-- error: 2BP01
CREATE TYPE currency AS ENUM ('eur', 'usd');
CREATE TABLE price (code currency NOT NULL DEFAULT 'eur');
ALTER TABLE price ALTER COLUMN code TYPE text;
DROP TYPE currency;
