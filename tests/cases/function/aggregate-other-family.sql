-- case: An anyarray is no anycompatiblearray, which array_append() takes
-- covers: create-aggregate/aggregate
-- error: 42883
CREATE AGGREGATE gathered(anyelement) (SFUNC = array_append, STYPE = anyarray, INITCOND = '{}');
