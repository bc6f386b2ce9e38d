-- case: ANY in a CHECK, over elements of another type
-- error: 42883
CREATE TABLE t (id integer, CHECK (id = ANY (ARRAY[1, 2])), CHECK (id::text = ANY (ARRAY['1', '2'])));
CREATE TABLE u (id integer, CHECK (id = ANY (ARRAY['1', '2'])));
