-- case: A set in a check
-- error: 0A000
CREATE TABLE t (a int[], CHECK (unnest(a) > 0));
