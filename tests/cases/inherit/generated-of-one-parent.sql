-- case: Two parents must agree on whether a column is generated
-- covers: create-table/inherits, create-table/generated-stored
-- error: 42804
CREATE TABLE computed (amount int, twice int GENERATED ALWAYS AS (amount * 2) STORED);
CREATE TABLE held (twice int);
CREATE TABLE child () INHERITS (computed, held);
