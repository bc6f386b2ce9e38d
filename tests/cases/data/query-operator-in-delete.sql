-- case: An operator that is not there, in the condition of DELETE
-- error: 42883
CREATE TABLE t (id integer, note text);
CREATE TABLE u (id uuid);
DELETE FROM t USING u WHERE u.id::text = t.note AND t.id IN (1, 2);
DELETE FROM t WHERE note = 3;
