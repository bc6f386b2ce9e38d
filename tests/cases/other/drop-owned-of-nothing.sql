-- case: what a role owned is gone, which nobody but the server knows: nothing here
CREATE ROLE clerk;
CREATE TABLE bills (id int);
DROP OWNED BY clerk;
DROP ROLE clerk;
