-- case: concat is not immutable
-- error: 42P17

CREATE TABLE people (first text, last text);
ALTER TABLE people ADD COLUMN whole text GENERATED ALWAYS AS (concat(first, ' ', last)) STORED;
