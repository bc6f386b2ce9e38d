-- case: The columns of ON CONFLICT find the deferrable constraint
-- error: 55000
CREATE TABLE berths (pier int, boat int PRIMARY KEY, UNIQUE (pier) DEFERRABLE);
INSERT INTO berths VALUES (1, 2) ON CONFLICT (boat) DO NOTHING;
INSERT INTO berths VALUES (3, 4) ON CONFLICT (pier) DO UPDATE SET pier = 5;
