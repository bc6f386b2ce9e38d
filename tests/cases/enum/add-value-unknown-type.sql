-- case: No such type
-- covers: alter-type/add-value
-- error: 42704
ALTER TYPE nosuch ADD VALUE 'x';
