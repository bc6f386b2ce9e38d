-- case: No such type
-- covers: drop-type/drop
-- error: 42704
DROP TYPE nosuch;
