-- case: INHERITS and PARTITION BY exclude each other, before the parent is looked for
-- error: 42P17
CREATE TABLE readings (sensor int) INHERITS (nowhere) PARTITION BY LIST (sensor);
