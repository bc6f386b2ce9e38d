-- case: An identity is not inherited
-- covers: create-table/identity-always, create-table/inherits
CREATE TABLE p (a int GENERATED ALWAYS AS IDENTITY, b serial);
CREATE TABLE c () INHERITS (p);
