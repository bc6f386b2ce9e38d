-- case: An operator that is not there, in the condition of UPDATE
-- error: 42883
CREATE TABLE t (id integer, note text);
CREATE TABLE u (id uuid);
UPDATE t AS x SET note = 'a' FROM u WHERE u.id::text = x.note AND x.id > 3;
UPDATE t AS x SET note = 'a' FROM u WHERE u.id = x.note;
