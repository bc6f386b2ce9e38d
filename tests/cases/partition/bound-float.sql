-- case: Bounds of floating-point keys are shown with no more digits than they need
-- covers: create-table/partition-of
CREATE TABLE f (a float8) PARTITION BY RANGE (a);
CREATE TABLE f_a PARTITION OF f FOR VALUES FROM (-10.0) TO (0);
CREATE TABLE f_b PARTITION OF f FOR VALUES FROM (0.0) TO ('10.50');
